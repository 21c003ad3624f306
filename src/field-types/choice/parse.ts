/** A choice by its value or by its label in either language. */
export { parseChoiceCell as parse } from "../shared/matchChoice";
