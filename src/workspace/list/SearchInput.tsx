/** Quick search over the entity's search fields; asks the server when the typing pauses. */
import { SearchOutlined } from "@ant-design/icons";
import type { InputRef } from "antd";
// The plain one: the whole family brings text areas, passwords and one-time codes along.
import Input from "antd/es/input/Input";
import { type RefObject, useEffect, useImperativeHandle, useRef, useState } from "react";
import { useText } from "../../i18n/useText";
import { useIsPhone } from "../../ui/useIsPhone";

const besideButtons = { width: 260 };

interface SearchInputProps {
  search: string;
  onChange: (search: string) => void;
  handle: RefObject<{ focus: () => void } | null>;
}

const pauseInMilliseconds = 300;

export function SearchInput({ search, onChange, handle }: SearchInputProps) {
  const t = useText();
  const isPhone = useIsPhone();
  const input = useRef<InputRef>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const lastSent = useRef(search);
  const [text, setText] = useState(search);
  useImperativeHandle(handle, () => ({ focus: () => input.current?.focus({ cursor: "all" }) }));

  useEffect(() => {
    if (search === lastSent.current) return;
    lastSent.current = search;
    setText(search);
  }, [search]);

  const send = (typed: string) => {
    clearTimeout(timer.current);
    if (typed.trim() === lastSent.current) return;
    lastSent.current = typed.trim();
    onChange(typed.trim());
  };
  const handleChange = (typed: string) => {
    setText(typed);
    clearTimeout(timer.current);
    if (typed === "") send(typed);
    else timer.current = setTimeout(() => send(typed), pauseInMilliseconds);
  };

  return (
    <Input
      ref={input}
      value={text}
      onChange={(event) => handleChange(event.target.value)}
      onPressEnter={() => send(text)}
      onKeyDown={(event) => event.key === "Escape" && event.currentTarget.blur()}
      prefix={<SearchOutlined />}
      placeholder={t("workspace.toolbar.search")}
      aria-label={t("workspace.toolbar.search")}
      type="search"
      allowClear
      style={isPhone ? { flex: "1 1 100%" } : besideButtons}
    />
  );
}
