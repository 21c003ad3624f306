/** All English messages, one topic per file. */
import { appearance } from "./appearance";
import { audit } from "./audit";
import { cells } from "./cells";
import { bulk } from "./bulk";
import { configuration } from "./configuration";
import { comments } from "./comments";
import { errors } from "./errors";
import { exporting } from "./exporting";
import { fields } from "./fields";
import { files } from "./files";
import { forms } from "./forms";
import { fulfilment } from "./fulfilment";
import { general } from "./general";
import { home } from "./home";
import { importing } from "./importing";
import { members } from "./members";
import { merging } from "./merging";
import { notices } from "./notices";
import { money } from "./money";
import { orders } from "./orders";
import { reports } from "./reports";
import { roles } from "./roles";
import { scopes, versions } from "./scopes";
import { session } from "./session";
import { shell } from "./shell";
import { split } from "./split";
import { speed } from "./speed";
import { stockPage } from "./stockPage";
import { studio } from "./studio";
import { translations } from "./translations";
import { types } from "./typeNames";
import { views } from "./views";
import { workspace } from "./workspace";

export const messages = {
  general,
  home,
  merging,
  stockPage,
  shell,
  session,
  workspace,
  views,
  cells,
  speed,
  orders,
  money,
  split,
  fulfilment,
  members,
  appearance,
  audit,
  bulk,
  studio,
  comments,
  notices,
  fields,
  files,
  forms,
  types,
  translations,
  configuration,
  reports,
  roles,
  scopes,
  versions,
  export: exporting,
  import: importing,
  errors,
};
