/** The types that a new field can have, with picture and the words that people look for. */
import {
  BarcodeOutlined,
  CalendarOutlined,
  CheckSquareOutlined,
  ClockCircleOutlined,
  CodeOutlined,
  DollarOutlined,
  DownCircleOutlined,
  EnvironmentOutlined,
  FieldBinaryOutlined,
  FieldNumberOutlined,
  FileMarkdownOutlined,
  EyeOutlined,
  FontSizeOutlined,
  FunctionOutlined,
  HourglassOutlined,
  LineOutlined,
  LinkOutlined,
  MailOutlined,
  NumberOutlined,
  PaperClipOutlined,
  PartitionOutlined,
  PercentageOutlined,
  PhoneOutlined,
  PictureOutlined,
  ShareAltOutlined,
  StarOutlined,
  TagsOutlined,
  UnorderedListOutlined,
  UserOutlined,
  AlignLeftOutlined,
} from "@ant-design/icons";
import type { ComponentType } from "react";
import type { NewFieldTypeName } from "../model/fieldChange";

export interface FieldKind {
  type: NewFieldTypeName;
  Icon: ComponentType;
  /** In both languages, whatever the reader's. */
  aliases: string;
}

export const fieldKinds: readonly FieldKind[] = [
  { type: "text", Icon: FontSizeOutlined, aliases: "text string name title word 文本 文字 名称 标题" },
  {
    type: "long_text",
    Icon: AlignLeftOutlined,
    aliases: "long text note description memo multiline 备注 说明 描述 长文本",
  },
  {
    type: "money",
    Icon: DollarOutlined,
    aliases: "money currency amount price cost fee 金额 货币 价格 费用 成本 钱 formula 公式",
  },
  {
    type: "integer",
    Icon: NumberOutlined,
    aliases: "number integer count quantity whole 数字 整数 数量 个数",
  },
  {
    type: "decimal",
    Icon: FieldBinaryOutlined,
    aliases: "number decimal weight length measure 数字 小数 重量 长度 formula calculation 公式 计算",
  },
  {
    type: "percent",
    Icon: PercentageOutlined,
    aliases: "percent share rate discount ratio 百分比 比例 折扣 税率",
  },
  {
    type: "checkbox",
    Icon: CheckSquareOutlined,
    aliases: "checkbox yes no boolean flag switch 复选 是否 勾选 开关",
  },
  {
    type: "choice",
    Icon: DownCircleOutlined,
    aliases: "choice select dropdown status option enum 单选 选项 状态 下拉",
  },
  {
    type: "multi_choice",
    Icon: UnorderedListOutlined,
    aliases: "multiple choice select options labels 多选 选项 标签",
  },
  { type: "date", Icon: CalendarOutlined, aliases: "date day birthday deadline 日期 生日 截止" },
  { type: "datetime", Icon: ClockCircleOutlined, aliases: "date time moment timestamp 日期 时间 时刻" },
  {
    type: "relation",
    Icon: PartitionOutlined,
    aliases: "relation link reference foreign key 关联 链接 引用",
  },
  {
    type: "relations",
    Icon: ShareAltOutlined,
    aliases: "relation to many links several records many to many 多对多 关联多条 链接",
  },
  { type: "person", Icon: UserOutlined, aliases: "person member user owner assignee 人员 成员 负责人 用户" },
  {
    type: "address",
    Icon: EnvironmentOutlined,
    aliases: "address street city place location postal code 地址 街道 城市 邮编 省市区",
  },
  { type: "email", Icon: MailOutlined, aliases: "email mail address 邮箱 邮件" },
  { type: "phone", Icon: PhoneOutlined, aliases: "phone telephone mobile 电话 手机" },
  { type: "url", Icon: LinkOutlined, aliases: "url link web address site 网址 链接 网站" },
  {
    type: "image",
    Icon: PictureOutlined,
    aliases: "image picture photo cover screenshot 图片 照片 相片 封面",
  },
  {
    type: "file",
    Icon: PaperClipOutlined,
    aliases: "file attachment document upload pdf contract 文件 附件 文档 合同 上传",
  },
  { type: "rating", Icon: StarOutlined, aliases: "rating stars score 评分 星级 打分" },
  { type: "progress", Icon: LineOutlined, aliases: "progress bar percent done 进度 完成" },
  { type: "tags", Icon: TagsOutlined, aliases: "tags keywords labels free 标签 关键词" },
  { type: "barcode", Icon: BarcodeOutlined, aliases: "barcode ean qr code scan 条码 条形码 二维码" },
  {
    type: "rich_text",
    Icon: FileMarkdownOutlined,
    aliases: "rich formatted text markdown html bold list 富文本 格式 排版",
  },
  { type: "duration", Icon: HourglassOutlined, aliases: "duration time hours minutes length 时长 工时 耗时" },
  {
    type: "auto_number",
    Icon: FieldNumberOutlined,
    aliases: "automatic number serial sequence id counter autonumber 自动编号 流水号 序号",
  },
  {
    type: "lookup",
    Icon: EyeOutlined,
    aliases: "lookup show field of related record reference 引用 查找 关联字段",
  },
  {
    type: "rollup",
    Icon: FunctionOutlined,
    aliases: "rollup sum count average total min max of related records 汇总 统计 求和 计数 平均",
  },
  { type: "json", Icon: CodeOutlined, aliases: "json data object technical 数据 技术" },
];
