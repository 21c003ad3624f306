/** Draws what markdown.ts read. */
import { Typography } from "antd";
import { Fragment } from "react";
import { type Block, readMarkdown, type Span } from "./markdown";

export function MarkdownText({ text }: { text: string }) {
  return (
    <div style={{ overflowWrap: "anywhere" }}>
      {readMarkdown(text).map((block, place) => (
        <BlockText key={place} block={block} />
      ))}
    </div>
  );
}

const gap = { margin: "0 0 8px" };

function BlockText({ block }: { block: Block }) {
  if (block.kind === "code") {
    return <pre style={{ ...gap, whiteSpace: "pre-wrap" }}>{block.text}</pre>;
  }
  if (block.kind === "heading") {
    return (
      <p style={{ ...gap, fontWeight: 600, fontSize: `${1.4 - block.level * 0.1}em` }}>
        <Spans spans={block.spans} />
      </p>
    );
  }
  if (block.kind === "list") {
    const List = block.isOrdered ? "ol" : "ul";
    return (
      <List style={{ ...gap, paddingInlineStart: 22 }}>
        {block.items.map((spans, place) => (
          <li key={place}>
            <Spans spans={spans} />
          </li>
        ))}
      </List>
    );
  }
  const Tag = block.kind === "quote" ? "blockquote" : "p";
  return (
    <Tag style={gap}>
      {block.lines.map((spans, place) => (
        <Fragment key={place}>
          {place > 0 && <br />}
          <Spans spans={spans} />
        </Fragment>
      ))}
    </Tag>
  );
}

function Spans({ spans }: { spans: Span[] }) {
  return spans.map((span, place) => <SpanText key={place} span={span} />);
}

function SpanText({ span }: { span: Span }) {
  switch (span.kind) {
    case "text":
      return <>{span.text}</>;
    case "code":
      return <Typography.Text code>{span.text}</Typography.Text>;
    case "link":
      return (
        <Typography.Link href={span.href} target="_blank" rel="noreferrer noopener">
          <Spans spans={span.spans} />
        </Typography.Link>
      );
    default:
      return (
        <span.kind>
          <Spans spans={span.spans} />
        </span.kind>
      );
  }
}
