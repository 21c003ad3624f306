/** The whole app before anything is known: navigation, top bar, page. */
import { Flex, Skeleton, theme } from "antd";
import { ListSkeleton } from "./ListSkeleton";
import { useIsPhone } from "./useIsPhone";

export function AppSkeleton() {
  const { token } = theme.useToken();
  const isPhone = useIsPhone();
  const border = `1px solid ${token.colorBorderSecondary}`;
  return (
    <Flex style={{ height: "100dvh", background: token.colorBgContainer }}>
      {!isPhone && (
        <Flex
          vertical
          gap={14}
          style={{ width: 228, padding: 16, background: token.colorBgLayout, borderInlineEnd: border }}
        >
          {Array.from({ length: 9 }, (_, row) => (
            <Skeleton.Button key={row} active block size="small" />
          ))}
        </Flex>
      )}
      <Flex vertical flex={1} style={{ minWidth: 0 }}>
        <div style={{ height: 48, borderBottom: border }} />
        <div style={{ padding: isPhone ? 12 : 24 }}>
          <ListSkeleton />
        </div>
      </Flex>
    </Flex>
  );
}
