/** Draws the points; the only file that knows the library. */
import { theme } from "antd";
import {
  Bar,
  BarChart,
  CartesianGrid,
  Legend,
  Line,
  LineChart,
  Pie,
  PieChart,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import type { ChartKind } from "./chartKind";
import type { Point } from "./chartSeries";

interface ChartProps {
  kind: ChartKind;
  points: readonly Point[];
  series: readonly { key: string; name: string; textOf: (figure: number) => string }[];
  height: number;
  compact: (figure: number) => string;
}

export function Chart({ kind, points, series, height, compact }: ChartProps) {
  const { token } = theme.useToken();
  const colours = [
    token.colorPrimary,
    ...([token.gold6, token.blue6, token.magenta6, token.green6, token.purple6, token.orange6] as const),
  ];
  const colourAt = (index: number) => colours[index % colours.length];
  const data = points.map(({ name, figures }) => ({ name, ...figures }));
  const text = { fill: token.colorTextSecondary, fontSize: 12 };
  const tooltip = (
    <Tooltip
      formatter={(figure, name) => [
        series.find((one) => one.name === name)?.textOf(Number(figure)) ?? compact(Number(figure)),
        name,
      ]}
      contentStyle={{ background: token.colorBgElevated, border: `1px solid ${token.colorBorderSecondary}` }}
      labelStyle={{ color: token.colorText }}
      cursor={{ fill: token.colorFillTertiary }}
    />
  );
  const axes = (
    <>
      <CartesianGrid stroke={token.colorBorderSecondary} vertical={false} />
      <XAxis dataKey="name" tick={text} stroke={token.colorBorder} />
      <YAxis tick={text} stroke={token.colorBorder} tickFormatter={(figure: number) => compact(figure)} />
      {tooltip}
      <Legend />
    </>
  );
  const [first] = series;

  return (
    <ResponsiveContainer width="100%" height={height}>
      {kind === "pie" ? (
        <PieChart>
          <Pie
            data={data.map((point, index) => ({ ...point, fill: colourAt(index) }))}
            dataKey={first?.key ?? "count"}
            nameKey="name"
            innerRadius="45%"
            outerRadius="80%"
            stroke={token.colorBgContainer}
            isAnimationActive={false}
          />
          <Tooltip
            formatter={(figure) => first?.textOf(Number(figure)) ?? compact(Number(figure))}
            contentStyle={{ background: token.colorBgElevated, border: 0 }}
            itemStyle={{ color: token.colorText }}
          />
          <Legend />
        </PieChart>
      ) : kind === "line" ? (
        <LineChart data={data}>
          {axes}
          {series.map(({ key, name }, index) => (
            <Line
              key={key}
              {...{ name }}
              dataKey={key}
              stroke={colourAt(index)}
              strokeWidth={2}
              dot={points.length < 40}
              isAnimationActive={false}
            />
          ))}
        </LineChart>
      ) : (
        <BarChart data={data}>
          {axes}
          {series.map(({ key, name }, index) => (
            <Bar
              key={key}
              {...{ name }}
              dataKey={key}
              fill={colourAt(index)}
              radius={[3, 3, 0, 0]}
              maxBarSize={56}
              isAnimationActive={false}
            />
          ))}
        </BarChart>
      )}
    </ResponsiveContainer>
  );
}
