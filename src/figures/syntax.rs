//! Where words end, as far as it takes to find what a number counts: tables of verbs, adverbs, places and periods.
//!
//! Not a parser: prose of this kind is regular enough that the last verb before a number and the first one after it
//! cut out the noun. All tables are in simplified characters.

use std::sync::LazyLock;

use super::lexicon::Lexicon;
use super::numeral;
use super::units::{Sort, Units};

type Range = (usize, usize);

/// Whether a character ends a stretch of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cut {
    Mark,
    None,
}

/// Verbs that take what is counted as their object or subject, and are hardly ever part of a noun.
const VERBS: &str = "\
建成 建立 建起 建有 完成 实现 推出 开展 举办 举行 召开 承办 受理 处置 查处 查办 破获 抓获 关停 关闭 下架 拆除 清理 清退 发放 下发 下达 安排 筹集 筹措 募集 投入 带动 拉动 撬动 促成 \
吸引 吸纳 引进 引育 新增 新建 新设 新开 改建 扩建 修建 兴建 续建 重建 修复 拥有 设有 设立 设置 增设 开设 开办 开通 开放 开行 成立 组建 打造 培育 培养 选派 派出 选聘 招聘 招收 招募 录用 录取 \
评选 评定 认定 命名 授予 发布 印发 出台 制定 修订 制订 颁布 接入 接待 接诊 接收 接听 惠及 覆盖 涉及 辐射 帮助 帮扶 救助 资助 拨付 拨款 减少 增加 增长 提高 提升 下降 降低 达到 超过 突破 \
获得 获评 获批 获赞 荣获 斩获 通过 进入 走进 走访 深入 参加 参与 签约 签订 签署 达成 交付 竣工 开工 落地 落户 上线 上架 发现 整改 查出 查获 缴获 挖出 排查 检查 抽检 抽查 检测 办理 办结 代办 \
解决 化解 调解 回复 答复 回应 转发 浏览 点击 观看 播放 拍摄 制作 创作 产出 刊发 刊出 推送 讲述 推介 种植 栽种 养殖 收购 采购 供应 输送 运送 发送 承运 \
使用 采用 享受 享有 领取 缴纳 征收 减免 免除 节约 节省 压缩 缩短 挽回 避免 劝阻 拦截 拦阻 冻结 返还 追缴 追回 逮捕 拘留 起诉 审结 判处 捣毁 摧毁 打掉 取缔 查封 没收 罚款 约谈 \
登记 登录 申领 提交 收到 收集 征集 采集 汇聚 汇集 归集 储备 存储 共享 推广 普及 延伸 拓展 扩大 扩展 延长 铺设 敷设 安装 布设 部署 改造 更新 更换 升级 淘汰 报废 \
培训 组织 动员 发动 调动 出动 投用 启用 启动 实施 推进 落实 编列 编制 核定 核准 核发 审批 批准 审核 审查 通车 通航 运行 出售 卖出 售出 成交 签发 签出 派发 派送 配送 \
配备 配置 配发 添置 购置 购买 租赁 出租 出口 进口 引入 导入 输出 转移 转化 转型 转为 转入 划分 划定 划拨 合并 撤并 撤销 精简 取消 下放 承接 负担 负责 承担 扶养 抚养 赡养 供养 \
创造 创办 创建 创设 创立 创下 捐赠 捐款 捐出 募得 筹得 借阅 借出 阅读 下载 安置 搬迁 迁入 迁出 脱贫 返乡 毕业 入学 就读 就医 就诊 住院 受伤 失踪 感染 确诊 治愈 接种 \
受益 受惠 参保 投保 退休 离职 入职 到岗 上岗 到位 到账 入驻 入住 入库 入选 列入 纳入 编入 并入 加入 退出 脱离 摆脱 来自 位于 分布 聚集 集聚 集中 包括 包含 涵盖 属于 用于 用作 作为 成为 \
可以 能够 需要 应当 必须 不得 已经 正在 仍有 尚有 还有 共有 现有 已有 只有 仅有 没有 未有 占地 占有 占用 历时 耗时 用时 耗资 斥资 出资 集资 融资 注资 增资 增收 减收 减排 创收 盈利 亏损 \
担任 亮相 比拼 角逐 竞逐 展示 展出 展演 演出 登台 登场 出席 列席 到场 前往 赴 奔赴 抵达 离开 返回 回到 来到 走上 走出 \
预留 预定 预订 预约 预收 拟建 拟设 拟增 拟招 在建 待建 待办 加装 装设 增建 增辟 增购 扩增 扩充 兴办 兴修 整修 整治 整建 翻修 翻新 汰换 表扬 通报 曝光 披露 公布 公示 公开 \
挂牌 挂上 揭牌 授牌 摘牌 亮牌 改为 改成 设自 用上 装上 连上 连接 连通 接通 联通 接驳 直达 直通 抵港 访港 访台 来台 赴台 来华 出境 入境 过境 转机 登机 搭乘 乘坐 骑乘 停放 停靠 靠泊 起降 起飞 降落 \
推动 促进 收割 采摘 捕捞 屠宰 出栏 存栏 施用 喷洒 浇灌 管控 修剪 封育 退耕 复垦 复绿 \
增至 增到 增为 升至 升到 升为 降至 降到 降为 减至 减到 跌至 涨至 提至 扩至 全部 全面 分别 先后 相继 陆续 轮番 纷纷 逐步 如期 顺利 正式 首次 共同 同步 累计 预计 上升 上涨 回升 回落 下滑 恢复 缩小 扩至 攀升 跃升 激增 翻番 翻了 ";

/// Adverbs, prepositions, conjunctions and the like, which begin a clause without naming anything.
const FRONT: &str = "\
今个 上个 按年 按月 按季 年增 月增 年减 平均 其中 此外 同时 另外 另有 另 并且 并 而且 而 且 还有 还 也 又 则 但 但是 仅有 仅 单是 单 只有 只 累计 共计 共有 共 合计 总计 现有 现已 已有 已经 已 均 都 分别 总共 预计 预期 预估 估计 力争 争取 计划 规划 将会 将要 将 拟 要 须 需 应 \
使 让 把 对 在 于 按照 按 以 从 由 自 至 和 与 及 以及 或 是 为 有 达到 达 到 含 包括 包含 例如 比如 如 即 约 近 就 才 再 先后 陆续 相继 成功 首次 目标 因 因此 据 根据 经 经过 通过 这些 那些 这 该 其 它 他们 我们 他 \
、 ， , 。 ： : ） ) （ ( ” “ ‖ 　 - —— · ; ； ！ 之后 之前 之间 以来 以后 期间 起 止 后 前 内 中 时 里 间 来 的 了 着 地 得 等 每当 当 目前 截至目前 截至 至今 迄今 现在 如今 当前 眼下 近年来 近期 近日 近年 全年 当年 今后 未来 届时 到时 今 现 年内 年均 \
全省 全市 全县 全区 全镇 全乡 全村 全国 全州 全台 全港 全岛 全球 全澳 全校 全院 全系统 全行业 全域 全线 全网 我省 我市 我县 我区 我国 我院 我局 我镇 我州 本市 本省 本县 本区 本港 本澳 本地 本院 本会 本处 本局 本署 政府 各地 各级 各市 各县 各区 各镇 各省 各部门 有关部门 相关部门 当地 当地政府 市内 省内 区内 县内 境内 区域内 \
一年 一次 已累计 并已 也已 均已 现时 现已有 过去 过往 去年 今年 明年 合共 合计共 共收 更 更有 最多 最少 最高 最低 至少 至多 不仅 不但 尤其 特别 特别是 主要 主要是 由于 随着 为了 关于 有关 除了 除 连同 连 若 如果 只要 只需 凡 凡是 一律 一般 通常 原则上 原则 实际 实际上 事实上 初步 初步统计 统计 据统计 数据显示 显示 指出 表示 强调 提出 要求 明确 规定 介绍 透露 获悉 \
";

/// What stands between a noun and its number and says only that it is, grew or fell.
const TAIL: &str = "\
已经 已 共计 共有 共 累计达 累计 合计 总计 计 达到 达至 达 到 至 了 约 仅 就有 就 均 都 为 是 有 将 将达 力争 力争达到 争取 预计 预期 预估 估计 同比 环比 按年 按月 比 较 由 从 自 增至 增到 增为 升至 升到 升为 降至 降到 降为 提高到 提高至 提升到 提升至 提升为 提高为 增加到 增加至 增加为 扩大到 扩大至 减少到 减少至 减至 减到 减为 压缩到 压缩至 压缩为 压减到 压减至 缩短到 缩短至 缩短为 缩减到 缩减至 上升到 上升至 下降到 下降至 降低到 降低至 调升至 调升到 调高至 调整为 调整至 调增至 调降至 回升至 回升到 回落至 攀升至 跃升至 扩增至 扩增到 扩至 扩展到 扩展至 拓展到 拓展至 发展到 增长到 增长至 成长至 跌至 涨至 \
增长 增加 提高 提升 上升 上涨 上调 扩大 扩增 下降 减少 降低 回落 回升 下滑 下跌 下调 成长 缩短 压缩 压减 调升 调增 调降 降 升 增 减 涨 跌 翻了 翻 平均 分别为 分别达 分别达到 分别是 分别 则 可 可达 也 只 只有 只需 才 还 再 又 不 高达 多达 仍 仍有 仍达 占 约占 占到 稳定在 保持在 保持 维持在 维持 控制在 限制在 建成 建有 拥有 现有 设有 设 只剩 剩 余 尚余 超过 突破 逾 超 近 不足 不到 接近 至少 最多 最少 不少于 不低于 不超过 最高 最低 的 之 、 和 与 及 以及 或 在 于 以 按 每 （ ( ） ) : ： ， , 　 成 只要 需 须 应 应达 要 要达到 能 会 获 得 完成 实现 一年 逐年 连年 大幅 大幅度 净 再 首次 率先 成功 年均 整体 合共 总共 录得 录 较去年 去年同期 进一步 逐步 稳步 持续 现 现时 目前 截至 多 少 年增 月增 年减 月减 来到 冲上 站上 上看 下探 落在 介于 \
";

/// Words of place that a figure is reckoned over.
const PLACES: &str = "\
全省 全市 全县 全区 全镇 全乡 全村 全国 全州 全台 全港 全岛 全球 全澳 我省 我市 我县 我区 我国 本市 本省 本县 本区 本港 本澳 全境 全世界 \
北京市 北京 上海市 上海 天津市 天津 重庆市 重庆 河北省 河北 山西省 山西 辽宁省 辽宁 吉林省 吉林 黑龙江省 黑龙江 江苏省 江苏 浙江省 浙江 安徽省 安徽 福建省 福建 江西省 江西 山东省 山东 河南省 河南 湖北省 湖北 湖南省 湖南 广东省 广东 广西 海南省 海南 四川省 四川 贵州省 贵州 云南省 云南 西藏 陕西省 陕西 甘肃省 甘肃 青海省 青海 宁夏 新疆 内蒙古 香港 澳门 台湾 \
台北市 台北 新北市 桃园市 桃园 台中市 台中 台南市 台南 高雄市 高雄 基隆市 新竹市 新竹县 新竹 苗栗县 彰化县 彰化 南投县 云林县 嘉义市 嘉义县 屏东县 宜兰县 花莲县 台东县 澎湖县 金门县 连江县 \
广州市 广州 深圳市 深圳 珠海市 珠海 东莞市 东莞 佛山市 佛山 杭州市 杭州 宁波市 宁波 温州市 温州 嘉兴市 湖州市 绍兴市 金华市 台州市 丽水市 衢州市 舟山市 南京市 南京 苏州市 苏州 无锡市 无锡 常州市 南通市 徐州市 扬州市 合肥市 合肥 福州市 福州 厦门市 厦门 泉州市 泉州 南昌市 南昌 赣州市 赣州 九江市 上饶市 上饶 吉安市 抚州市 宜春市 鹰潭市 鹰潭 新余市 萍乡市 景德镇市 济南市 济南 青岛市 青岛 烟台市 潍坊市 临沂市 郑州市 郑州 洛阳市 武汉市 武汉 宜昌市 襄阳市 长沙市 长沙 株洲市 成都市 成都 绵阳市 贵阳市 贵阳 遵义市 昆明市 昆明 大理州 西安市 西安 宝鸡市 兰州市 兰州 天水市 酒泉市 张掖市 西宁市 西宁 银川市 银川 乌鲁木齐市 乌鲁木齐 呼和浩特市 包头市 沈阳市 沈阳 大连市 大连 长春市 长春 哈尔滨市 哈尔滨 石家庄市 石家庄 唐山市 太原市 太原 海口市 海口 三亚市 三亚 南宁市 南宁 桂林市 桂林 柳州市 拉萨市 拉萨 雄安新区 浦东新区 大湾区 长三角 珠三角 京津冀 \
";

const PERIODS: &str = "全年 上半年 下半年 目前 截至目前 迄今 至今 现时 同期";

/// Nouns that begin with a character of [`FRONT`].
const BEGIN_NOUN: &str = "\
将军 中小 中央 中国 中欧 中医 中药 中学 中考 中等 中心 中部 中西 中东 中低 中高 中型 中介 中共 中标 内陆 内河 内资 内贸 内销 内部 内地 内蒙 内需 内涝 前海 前沿 前端 前期 前线 后勤 后备 后端 后期 \
后续 等级 地方 地区 地级 地铁 地下 地质 地块 地价 时速 时间 时长 时段 时代 里程 来访 来电 来信 来华 来台 来港 来源 来宾 起重 起点 起草 起诉 起降 间接 对外 对口 对美 对华 对欧 对台 对日 自主 \
自然 自来 自助 自驾 自动 自愿 自治 自营 自行 自贸 以色 由业 从业 和谐 和平 与会 有机 有线 有轨 有效 有色 有限 有害 有关 有偿 为民 为农 如家 就业 就医 就诊 就读 都市 要素 要件 需求 应急 应用 \
应届 应收 再生 再制 再就 再贷 近海 近视 经济 经营 经费 经常 当地 并网 并购 单一 单位 单车 单产 单项 单亲 单身 按揭 到账 到位 该处 其他 其它 其余 据点 得分 更新 达标 除险 除尘 使用 连锁 连假 \
连续 连接 连云 连网 还债 还款 还贷 还清 还本 还原 还建 还田 还林 共享 共同 共建 共青 现代 现场 现金 现货 今世 含税 在册 在校 在职 在建 在岗 在线 在读 在研 在编 在营";

/// Words that end with a character of [`TAIL`] and are more than it.
const END_NOUN: &str = "\
统计 审计 设计 会计 共计 估计 完成 建成 收成 构成 合成 提成 社会 协会 机会 商会 工会 学会 大会 议会 展会 委会 晚会 年会 谊会 建设 开设 增设 铺设 敷设 新设 所得 获得 取得 提升 上升 攀升 新增 \
净增 加减 双减 消减 其余 结余 盈余 产能 功能 风能 节能 智能 技能 职能 太能 性能 动能 耗能 势能 储能 热能 电能 供应 反应 效应 需要 主要 重要 纪要 必需 内需 急需 军需 可以 所以 存在 潜在 现在 \
参与 总和 饱和 共和 接获 收获 破获 查获 抓获 缴获 斩获 荣获 目录 记录 名录 登录 收录 体现 实现 发现 出现 提现 变现 附近 邻近 接达 发达 到达 抵达 下达 送达 直达 通达 收到 得到 签到 报到 行为 \
作为 所有 国有 拥有 享有 持有 私有 占有 人是 户是 亩是 平是 日是 月是 年是 首是 成是 人都 户都 亩都 平都 日都 月都 年都 首都 成都 人均 户均 亩均 平均 日均 月均 年均 首均 成均 查按 惠及 涉及 \
普及 波及 触及 当于 低于 高于 用于 属于 位于 大多 众多 许多 诸多 更多 减多 缺多 青多 年多 大少 众少 许少 诸少 更少 减少 缺少 青少 年少 侵占 独占 一再";

/// Words that hold a character which by itself ends a noun.
const WITHIN: &str = "\
对象 对外 对口 正能 正式 正规 实验 实体 实事 实施 实习 实训 分支 分公 分校 分院 分店 分局 分中 分类 分行 分会 分部 参保 参展 参赛 参会 应急 应用 应届 有机 有线 有轨 有限 有声 有奖 有色 \
有关 可再 可移 不动 不良 不法 不同 到期 到港 用户 用地 用水 用电 用人 用工 用品 用房 会员 会议 会展 会场 会计 能源 能耗 能力 能人 需求 向日 为民 比赛 比亚 完全 都市 从业 以上 将军 约束 未成 \
未来 就业 按揭 在线 在校 在册 在职 在建 在岗 在读 在研 社会 协会 商会 工会 学会 大会 委会 机会 展会 议会 晚会 宴会 产能 功能 节能 技能 职能 智能 储能 性能 供应 反应 效应 总和 部分 百分 十分 \
积分 学分 人均 户均 亩均 平均 行为 作为 国有 所有 私有 利用 使用 费用 信用 公用 商用 民用 专用 药用 食用 农用 军用 家用 成都 首都 港都 校正 反正";

/// Heads that make a noun of the verb before them: 处置人员, 培育项目.
const COMPOUND: &str = "\
项目 工程 工作 中心 基地 平台 企业 机构 人员 人才 活动 任务 计划 方案 专项 事项 资金 设施 设备 系统 网点 网络 服务 窗口 示范 试点 体系 机制 课程 案件 案例 产品 专家 志愿 面积 规模 总量 总额 \
能力 场所 政策 协议 标准 申请 手续 材料 据点 个案";

static VERB: LazyLock<Lexicon<()>> = LazyLock::new(|| forwards(VERBS));
static FRONT_WORDS: LazyLock<Lexicon<()>> = LazyLock::new(|| forwards(FRONT));
static TAIL_WORDS: LazyLock<Lexicon<()>> =
    LazyLock::new(|| Lexicon::backwards(TAIL.split_whitespace().map(|w| (w, ()))));
static BEGIN_NOUN_WORDS: LazyLock<Lexicon<()>> = LazyLock::new(|| forwards(BEGIN_NOUN));
static END_NOUN_WORDS: LazyLock<Lexicon<()>> = LazyLock::new(|| forwards(END_NOUN));
static WITHIN_WORDS: LazyLock<Lexicon<()>> = LazyLock::new(|| forwards(WITHIN));
static COMPOUND_WORDS: LazyLock<Lexicon<()>> = LazyLock::new(|| forwards(COMPOUND));
static PLACE: LazyLock<Lexicon<()>> = LazyLock::new(|| forwards(PLACES));
static PERIOD: LazyLock<Lexicon<()>> = LazyLock::new(|| {
    let mut words: Vec<String> = PERIODS.split_whitespace().map(str::to_owned).collect();
    for plan in ["十一五", "十二五", "十三五", "十四五", "十五五"] {
        for (open, close) in [("“", "”"), ("「", "」"), ("", "")] {
            words.extend(["期间", "时期", "以来", "期内"].map(|tail| format!("{open}{plan}{close}{tail}")));
        }
    }
    Lexicon::forwards(words.iter().map(|w| (w.as_str(), ())))
});

fn forwards(list: &str) -> Lexicon<()> {
    Lexicon::forwards(list.split_whitespace().map(|w| (w, ())))
}

/// What a character does to the words around it.
pub fn cut(c: char) -> Cut {
    let inside = c.is_alphanumeric() || matches!(c, '“' | '”' | '「' | '」' | '·' | '-' | '+');
    if inside && !matches!(c, '“' | '”' | '「' | '」') { Cut::None } else { Cut::Mark }
}

/// How long the name of a place at `at` is.
pub fn place(text: &[char], at: usize) -> Option<usize> {
    PLACE.at(text, at).map(|(len, ())| len)
}

/// How long the word for a period at `at` is.
pub fn period(text: &[char], at: usize) -> Option<usize> {
    PERIOD.at(text, at).map(|(len, ())| len)
}

/// How long the denominator at `at` is: 户均, 每亩, 每人每月, 单个项目.
pub fn denominator(text: &[char], at: usize, end: usize) -> Option<usize> {
    let char = |i: usize| if i < end { text.get(i).copied().unwrap_or('\0') } else { '\0' };
    let next = char(at + 1);
    // 年均 is a rate's word, not a divisor, before 增长.
    if next == '均' && "户亩人村县校生日月镇件班家头园店次单床台厂株套车站周机餐笔".contains(char(at))
    {
        return Some(2);
    }
    match char(at) {
        '单' if "户个件家次笔株头日".contains(next) => Some(2),
        '亩' if next == '产' => Some(2),
        // 吨钢综合能耗
        '吨' if "钢煤油水铝粮".contains(next) && !at.checked_sub(1).is_some_and(|i| numeric(text[i])) => Some(2),
        // 年可节电, 年产
        '年' if "产供可节发处屠出加接".contains(next) && yearly(text, at) => Some(1),
        '每' => every(text, at, end).map(|len| 1 + len),
        _ => None,
    }
}

fn numeric(c: char) -> bool {
    c.is_ascii_digit() || numeral::digit(c).is_some() || numeral::magnitude(c).is_some() || matches!(c, '多' | '余')
}

/// Whether 年 at `at` means a year's time: 年产, but not 去年产, 2020年产.
fn yearly(text: &[char], at: usize) -> bool {
    let before = at.checked_sub(1).map_or('\0', |i| text[i]);
    let verb = !matches!(text[at + 1], '可' | '出' | '发' | '加' | '处')
        || text.get(at + 2).is_some_and(|c| "节供产减增提栏电工理售带创接".contains(*c));
    verb && !numeric(before) && !"去今明前后全当本上半每同次该新青少老成中周丰历往近整学财几两间年逐".contains(before)
}

/// How long what stands after 每 at `at` is: 亩, 人, 个项目, 餐.
fn every(text: &[char], at: usize, end: usize) -> Option<usize> {
    const NOUNS: &[&str] = &[
        "月",
        "年",
        "日",
        "天",
        "周",
        "小时",
        "季度",
        "学期",
        "学年",
        "旬",
        "晚",
        "夜",
        "分钟",
        "秒",
        "餐",
        "顿",
        "呎",
        "平方呎",
        "方呎",
        "单",
        "班",
        "票",
        "席",
        "床",
        "孩",
        "生",
        "房",
        "校",
        "车",
        "机",
        "株",
        "逢",
        "季",
        "趟",
        "台斤",
        "公升",
        "度电",
        "度",
        "升",
        "标箱",
        "吨公里",
        "人公里",
        "周期",
        "胎",
        "班次",
        "航班",
        "家庭",
        "学生",
        "村",
        "社区",
        "乡镇",
    ];
    let fits =
        |word: &&&str| word.chars().enumerate().all(|(i, c)| at + 1 + i < end && text.get(at + 1 + i) == Some(&c));
    let noun = NOUNS.iter().filter(fits).map(|word| word.chars().count()).max().unwrap_or(0);
    // 每15分钟一班
    if let Some(number) = numeral::read(text, at + 1).filter(|n| n.arabic || !n.magnitude) {
        let (len, unit) = Units::builtin().at(text, number.end)?;
        let time = Units::builtin().get(unit).sort == Sort::Duration && number.end + len <= end;
        return time.then_some(number.end + len - at - 1);
    }
    let unit = Units::builtin().at(text, at + 1).map_or(0, |(len, _)| len);
    let unit = if at + 1 + unit <= end { unit } else { 0 };
    match noun.max(unit) {
        0 if text.get(at + 2) == Some(&'每') && at + 2 < end => Some(1),
        0 => None,
        len => Some(len),
    }
}

/// Without adverbs, prepositions and place in front, and without words of being and growing behind.
pub fn trim(text: &[char], range: Range) -> Range {
    let (mut from, mut to) = range;
    loop {
        if from >= to {
            return (to, to);
        }
        match FRONT_WORDS.at(text, from) {
            Some((len, ())) if from + len <= to && !part_of_noun(text, from, len, to) => from += len,
            _ => break,
        }
    }
    loop {
        if from >= to {
            return (from, from);
        }
        match TAIL_WORDS.before(text, to) {
            Some((len, ())) if to - len >= from && !ends_noun(text, from, to, len) => to -= len,
            _ if text[to - 1] == ' ' => to -= 1,
            _ => break,
        }
    }
    (from, to)
}

/// Whether a one-character word in front begins a longer noun.
fn part_of_noun(text: &[char], from: usize, len: usize, to: usize) -> bool {
    len == 1 && from + 1 < to && BEGIN_NOUN_WORDS.at(text, from).is_some()
}

/// Whether a one-character word behind ends a longer noun.
fn ends_noun(text: &[char], from: usize, to: usize, len: usize) -> bool {
    let alone = matches!(text[to - 1], '自' | '净' | '首');
    len == 1 && (alone || (to - from >= 2 && END_NOUN_WORDS.at(text, to - 2).is_some()))
}

/// The last verb of a stretch of words.
pub fn last_verb(text: &[char], range: Range) -> Option<Range> {
    (range.0..range.1).rev().find_map(|at| {
        let (len, ()) = VERB.at(text, at)?;
        (at + len <= range.1 && !heads(text, at + len)).then_some((at, at + len))
    })
}

/// Whether a noun such as 率 or 量 follows, which makes a noun of the verb: 覆盖率, 交易额.
fn heads(text: &[char], at: usize) -> bool {
    text.get(at).is_some_and(|c| matches!(c, '率' | '量' | '额' | '者' | '数' | '费' | '面' | '点' | '站' | '人'))
}

/// Where a stretch of words turns to what it is compared with or comes from: 增速比全国高, 覆盖率由…的.
pub fn before_comparison(text: &[char], range: Range) -> usize {
    for at in range.0..range.1 {
        let (c, next) = (text[at], text.get(at + 1).copied().unwrap_or('\0'));
        let before = if at > range.0 { text[at - 1] } else { '\0' };
        let compares = matches!(c, '比' | '较')
            && !matches!(before, '占' | '对' | '同' | '环' | '性' | '相' | '无')
            && matches!(
                next,
                '上' | '去'
                    | '前'
                    | '全'
                    | '年'
                    | '同'
                    | '基'
                    | '原'
                    | '目'
                    | '其'
                    | '预'
                    | '国'
                    | '改'
                    | '疫'
                    | '往'
                    | '省'
                    | '“'
                    | '规'
                    | '计'
                    | '初'
            );
        let stems = matches!(c, '由' | '从' | '自')
            && matches!(next, '“' | '原' | '最' | '当' | '过' | '改' | '期' | '开' | '成' | '整' | '去' | '前' | '上')
            && at > range.0 + 1;
        if compares || stems {
            return at;
        }
    }
    range.1
}

/// The first verb of a stretch of words.
pub fn first_verb(text: &[char], range: Range) -> Option<Range> {
    (range.0..range.1).find_map(|at| {
        let (len, ()) = VERB.at(text, at)?;
        (at + len <= range.1).then_some((at, at + len))
    })
}

/// The noun that begins at `from`: up to a mark, 的, a verb, or `limit`.
pub fn noun(text: &[char], from: usize, limit: usize) -> Range {
    const LONG: usize = 12;
    let limit = limit.min(text.len());
    let mut end = from;
    while end < limit {
        let c = text[end];
        if matches!(c, '“' | '「' | '《') {
            let close = match c {
                '“' => '”',
                '「' => '」',
                _ => '》',
            };
            match text[end..limit].iter().position(|&x| x == close) {
                Some(p) => {
                    end += p + 1;
                    continue;
                }
                None => break,
            }
        }
        if c == '(' {
            // 县（市、区）
            match text[end..limit].iter().position(|&x| x == ')') {
                Some(p) if p <= 6 && end > from => {
                    end += p + 1;
                    continue;
                }
                _ => break,
            }
        }
        if cut(c) == Cut::Mark && c != '、' {
            break;
        }
        if c == '、' {
            break;
        }
        if "的于在已将被把向对为是有从由均也都可到至及或与未不正就以用占达参获完实按并则能需应须会比较分每约升降增减涨跌超逾经较".contains(c)
            && single(text, end)
        {
            break;
        }
        if (c == '和' && end > from) || denominator(text, end, limit).is_some() {
            break;
        }
        if end >= from
            && VERB.at(text, end).is_some_and(|(len, ())| end > from + 1 || len >= 2)
            && !nominal(text, from, end, limit)
        {
            break;
        }
        end += 1;
    }
    // The head stands last; what is longer than a noun has no known verb in it.
    if end - from > LONG {
        end = from + LONG;
    }
    (from, end)
}

/// Whether a function character stands for itself and is no part of a word: 对 in 对象, 会 in 社会.
fn single(text: &[char], at: usize) -> bool {
    let within = WITHIN_WORDS.at(text, at).is_some() || (at > 0 && WITHIN_WORDS.at(text, at - 1).is_some());
    !within
}

/// Whether the verb at `at` is part of a compound noun: before 率, 量, 人员, 项目 …, or last.
fn nominal(text: &[char], from: usize, at: usize, limit: usize) -> bool {
    let Some((len, ())) = VERB.at(text, at) else { return false };
    let next = at + len;
    if next >= limit {
        return true;
    }
    let head = "率量额者员费点站品证单权店厂案商".contains(text[next]) || COMPOUND_WORDS.at(text, next).is_some();
    head || (cut(text[next]) == Cut::Mark && at > from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::fold::folded;

    #[test]
    fn trims_to_the_noun() {
        let check = |text: &str, want: &str| {
            let text = folded(text);
            let (a, b) = trim(&text, (0, text.len()));
            assert_eq!(text[a..b].iter().collect::<String>(), want);
        };
        check("其中第一产业增加值", "第一产业增加值");
        check("全省5G基站累计建成", "5G基站");
        check("同比增长", "");
        check("户均增收", "户均增收");
        check("全镇常住人口", "常住人口");
    }

    #[test]
    fn nouns_end_before_verbs() {
        let check = |text: &str, want: &str| {
            let text = folded(text);
            let (a, b) = noun(&text, 0, text.len());
            assert_eq!(text[a..b].iter().collect::<String>(), want);
        };
        check("行政村建立了电商站点", "行政村");
        check("“两化融合”示范园区、", "“两化融合”示范园区");
        check("县（市、区）先行试点", "县(市、区)先行试点");
        check("犯罪嫌疑人。", "犯罪嫌疑人");
        check("中央和省市网络媒体的记者", "中央");
    }
}
