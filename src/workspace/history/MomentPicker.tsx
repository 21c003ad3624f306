/** A moment in the past, on the reader's own clock. */
import { DatePicker } from "antd";
import dayjs from "dayjs";

interface MomentPickerProps {
  label: string;
  /** In ISO form, as are the others. */
  value: string;
  latest: number;
  onChange: (moment: string) => void;
}

export function MomentPicker({ label, value, latest, onChange }: MomentPickerProps) {
  return (
    <DatePicker
      aria-label={label}
      showTime={{ format: "HH:mm" }}
      format="YYYY-MM-DD HH:mm"
      allowClear={false}
      value={dayjs(value)}
      disabledDate={(day) => day.isAfter(dayjs(latest), "day")}
      onChange={(moment: dayjs.Dayjs | null) => moment && onChange(moment.toISOString())}
    />
  );
}
