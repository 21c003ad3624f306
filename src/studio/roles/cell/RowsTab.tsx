/** Which records: per action all, none, or those of a named condition. */
import { Divider, Flex } from "antd";
import { Fragment } from "react";
import { type PermissionAction, rowActions } from "../../../model/roleDocument";
import type { Entity } from "../../../model/snapshot";
import { RowRule } from "./RowRule";

interface RowsTabProps {
  entity: Entity;
  /** The action from which the drawer was opened. */
  focus: PermissionAction;
}

export function RowsTab({ entity, focus }: RowsTabProps) {
  return (
    <Flex vertical>
      {rowActions.map((action, index) => (
        <Fragment key={action}>
          {index > 0 && <Divider style={{ marginBlock: 16 }} />}
          <RowRule entity={entity} action={action} isFocused={action === focus} />
        </Fragment>
      ))}
    </Flex>
  );
}
