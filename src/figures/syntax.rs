//! Where words end, as far as it takes to find what a number counts: tables of verbs, adverbs, places and periods.
//!
//! Not a parser: prose of this kind is regular enough that the last verb before a number and the first one after it
//! cut out the noun. All tables are in simplified characters.

use std::sync::LazyLock;

use super::lexicon::Lexicon;

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
登记 注册 备案 登录 报名 申报 申请 申领 提交 收到 收集 征集 采集 汇聚 汇集 归集 储备 存储 共享 推广 普及 延伸 拓展 扩大 扩展 延长 铺设 敷设 安装 布设 部署 改造 更新 更换 升级 淘汰 报废 \
培训 轮训 组织 动员 发动 调动 出动 投用 启用 启动 实施 推进 落实 编列 编制 核定 核准 核发 审批 批准 审核 审查 通车 通航 运行 运营 营运 经营 销售 出售 卖出 售出 交易 成交 签发 签出 派发 派送 配送 \
配备 配置 配发 添置 购置 购买 租赁 出租 出口 进口 引入 导入 输出 转移 转化 转让 转型 转为 转入 划分 划定 划拨 整合 合并 撤并 撤销 精简 取消 下放 承接 负担 负责 承担 扶养 抚养 赡养 供养 \
创造 创办 创建 创设 创立 创下 贡献 捐赠 捐款 捐出 募得 筹得 借阅 借出 阅读 下载 安置 搬迁 迁入 迁出 脱贫 就业 返乡 创业 毕业 入学 就读 就医 就诊 住院 死亡 受伤 失踪 感染 确诊 治愈 接种 \
受益 受惠 参保 投保 退休 离职 入职 到岗 上岗 到位 到账 入驻 入住 入库 入选 列入 纳入 编入 并入 加入 退出 脱离 摆脱 来自 位于 分布 聚集 集聚 集中 包括 包含 涵盖 属于 用于 用作 作为 成为 \
可以 能够 需要 应当 必须 不得 已经 正在 仍有 尚有 还有 共有 现有 已有 只有 仅有 没有 未有 占地 占有 占用 历时 耗时 用时 耗资 斥资 出资 集资 融资 注资 增资 增收 减收 减排 创收 盈利 亏损 \
担任 分享 集体 亮相 比拼 角逐 竞逐 展示 展出 展演 演出 登台 登场 出席 列席 到场 前往 赴 奔赴 抵达 离开 返回 回到 来到 走上 走出 \
预留 预定 预订 预约 预收 拟建 拟设 拟增 拟招 在建 待建 待办 加装 装设 增建 增辟 增购 扩增 扩充 兴办 兴修 整修 整治 整建 翻修 翻新 汰换 补助 补贴 补偿 奖励 奖补 表彰 表扬 通报 曝光 披露 公布 公示 公开 \
挂牌 挂上 揭牌 授牌 摘牌 亮牌 改为 改成 设自 用上 装上 连上 连接 连通 接通 联通 接驳 直达 直通 抵港 访港 访台 来台 赴台 来华 出境 入境 过境 转机 登机 搭乘 乘坐 骑乘 停放 停靠 靠泊 起降 起飞 降落 \
推动 促进 支持 保障 服务 援助 协助 扶持 收获 收割 采摘 捕捞 屠宰 出栏 存栏 灌溉 施用 喷洒 浇灌 治理 管控 管护 修剪 绿化 造林 封育 退耕 复垦 复绿 \
";

/// Adverbs, prepositions, conjunctions and the like, which begin a clause without naming anything.
const FRONT: &str = "\
其中 此外 同时 另外 另有 另 并且 并 而且 而 且 还有 还 也 又 则 但 但是 仅有 仅 单是 单 只有 只 累计 共计 共有 共 合计 总计 现有 现已 已有 已经 已 均 都 分别 总共 预计 预期 预估 估计 力争 争取 计划 规划 将会 将要 将 拟 要 须 需 应 \
使 让 把 对 在 于 按照 按 以 从 由 自 至 和 与 及 以及 或 是 为 有 达到 达 到 含 包括 包含 例如 比如 如 即 约 近 就 才 再 先后 陆续 相继 成功 首次 目标 因 因此 据 根据 经 经过 通过 这些 那些 这 该 其 它 他们 我们 他 \
、 ， , 。 ： : ） ) （ ( ” “ ‖ 　 - —— · ; ； ！ 之后 之前 之间 以来 以后 期间 起 止 后 前 内 中 时 里 间 来 的 了 着 地 得 等 每当 当 目前 截至目前 截至 至今 迄今 现在 如今 当前 眼下 近年来 近期 近日 近年 全年 当年 今后 未来 届时 到时 今 现 年内 年均 \
全省 全市 全县 全区 全镇 全乡 全村 全国 全州 全台 全港 全岛 全球 全澳 全校 全院 全系统 全行业 全域 全线 全网 我省 我市 我县 我区 我国 我院 我局 我镇 我州 本市 本省 本县 本区 本港 本澳 本地 本院 本会 本处 本局 本署 政府 各地 各级 各市 各县 各区 各镇 各省 各部门 有关部门 相关部门 当地 当地政府 市内 省内 区内 县内 境内 区域内 \
一年 一次 已建 已累计 并已 也已 均已 现时 现已有 过去 过往 去年 今年 明年 合共 合计共 共收 更 更有 最多 最少 最高 最低 至少 至多 不仅 不但 尤其 特别 特别是 主要 主要是 由于 随着 为了 关于 有关 除了 除 连同 连 若 如果 只要 只需 凡 凡是 一律 一般 通常 原则上 原则 实际 实际上 事实上 初步 初步统计 统计 据统计 数据显示 显示 指出 表示 强调 提出 要求 明确 规定 介绍 透露 获悉 \
";

/// What stands between a noun and its number and says only that it is, grew or fell.
const TAIL: &str = "\
已经 已 共计 共有 共 累计达 累计 合计 总计 计 达到 达至 达 到 至 了 约 仅 就有 就 均 都 为 是 有 将 将达 力争 力争达到 争取 预计 预期 预估 估计 同比 环比 按年 按月 比 较 由 从 自 增至 增到 增为 升至 升到 升为 降至 降到 降为 提高到 提高至 提升到 提升至 提升为 提高为 增加到 增加至 增加为 扩大到 扩大至 减少到 减少至 减至 减到 减为 压缩到 压缩至 压缩为 压减到 压减至 缩短到 缩短至 缩短为 缩减到 缩减至 上升到 上升至 下降到 下降至 降低到 降低至 调升至 调升到 调高至 调整为 调整至 调增至 调降至 回升至 回升到 回落至 攀升至 跃升至 扩增至 扩增到 扩至 扩展到 扩展至 拓展到 拓展至 发展到 增长到 增长至 成长至 跌至 涨至 \
增长 增加 提高 提升 上升 上涨 上调 扩大 扩增 下降 减少 降低 回落 回升 下滑 下跌 下调 成长 缩短 压缩 压减 调升 调增 调降 降 升 增 减 涨 跌 翻了 翻 平均 分别为 分别达 分别达到 分别是 分别 则 可 可达 也 只 只有 只需 才 还 再 又 不 高达 多达 仍 仍有 仍达 占 约占 占到 稳定在 保持在 保持 维持在 维持 控制在 限制在 建成 建有 拥有 现有 设有 设 只剩 剩 余 尚余 超过 突破 逾 超 近 不足 不到 接近 至少 最多 最少 不少于 不低于 不超过 最高 最低 的 之 、 和 与 及 以及 或 在 于 以 按 每 （ ( ） ) : ： ， , 　 成 只要 需 须 应 应达 要 要达到 能 会 获 得 完成 实现 一年 逐年 连年 大幅 大幅度 净 再 首次 率先 成功 年均 整体 合共 总共 录得 录 较去年 去年同期 进一步 逐步 稳步 持续 现 现时 目前 截至 年增 月增 年减 月减 来到 冲上 站上 上看 下探 落在 介于 \
";

/// Words of place that a figure is reckoned over.
const PLACES: &str = "\
全省 全市 全县 全区 全镇 全乡 全村 全国 全州 全台 全港 全岛 全球 全澳 我省 我市 我县 我区 我国 本市 本省 本县 本区 本港 本澳 全境 全世界 \
北京市 北京 上海市 上海 天津市 天津 重庆市 重庆 河北省 河北 山西省 山西 辽宁省 辽宁 吉林省 吉林 黑龙江省 黑龙江 江苏省 江苏 浙江省 浙江 安徽省 安徽 福建省 福建 江西省 江西 山东省 山东 河南省 河南 湖北省 湖北 湖南省 湖南 广东省 广东 广西 海南省 海南 四川省 四川 贵州省 贵州 云南省 云南 西藏 陕西省 陕西 甘肃省 甘肃 青海省 青海 宁夏 新疆 内蒙古 香港 澳门 台湾 \
台北市 台北 新北市 桃园市 桃园 台中市 台中 台南市 台南 高雄市 高雄 基隆市 新竹市 新竹县 新竹 苗栗县 彰化县 彰化 南投县 云林县 嘉义市 嘉义县 屏东县 宜兰县 花莲县 台东县 澎湖县 金门县 连江县 \
广州市 广州 深圳市 深圳 珠海市 珠海 东莞市 东莞 佛山市 佛山 杭州市 杭州 宁波市 宁波 温州市 温州 嘉兴市 湖州市 绍兴市 金华市 台州市 丽水市 衢州市 舟山市 南京市 南京 苏州市 苏州 无锡市 无锡 常州市 南通市 徐州市 扬州市 合肥市 合肥 福州市 福州 厦门市 厦门 泉州市 泉州 南昌市 南昌 赣州市 赣州 九江市 上饶市 上饶 吉安市 抚州市 宜春市 鹰潭市 鹰潭 新余市 萍乡市 景德镇市 济南市 济南 青岛市 青岛 烟台市 潍坊市 临沂市 郑州市 郑州 洛阳市 武汉市 武汉 宜昌市 襄阳市 长沙市 长沙 株洲市 成都市 成都 绵阳市 贵阳市 贵阳 遵义市 昆明市 昆明 大理州 西安市 西安 宝鸡市 兰州市 兰州 天水市 酒泉市 张掖市 西宁市 西宁 银川市 银川 乌鲁木齐市 乌鲁木齐 呼和浩特市 包头市 沈阳市 沈阳 大连市 大连 长春市 长春 哈尔滨市 哈尔滨 石家庄市 石家庄 唐山市 太原市 太原 海口市 海口 三亚市 三亚 南宁市 南宁 桂林市 桂林 柳州市 拉萨市 拉萨 雄安新区 浦东新区 大湾区 长三角 珠三角 京津冀 \
";

const PERIODS: &str = "全年 上半年 下半年 目前 截至目前 迄今 至今 现时 同期";

static VERB: LazyLock<Lexicon<()>> = LazyLock::new(|| forwards(VERBS));
static FRONT_WORDS: LazyLock<Lexicon<()>> = LazyLock::new(|| forwards(FRONT));
static TAIL_WORDS: LazyLock<Lexicon<()>> =
    LazyLock::new(|| Lexicon::backwards(TAIL.split_whitespace().map(|w| (w, ()))));
static PLACE: LazyLock<Lexicon<()>> = LazyLock::new(|| forwards(PLACES));
static PERIOD: LazyLock<Lexicon<()>> = LazyLock::new(|| forwards(PERIODS));

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
    if char(at + 1) == '均'
        && matches!(
            char(at),
            '户' | '亩'
                | '人'
                | '村'
                | '县'
                | '校'
                | '生'
                | '日'
                | '月'
                | '年'
                | '镇'
                | '件'
                | '班'
                | '家'
                | '头'
                | '园'
                | '店'
        )
    {
        // 年均 is a rate's word, not a divisor, before 增长.
        return (char(at) != '年').then_some(2);
    }
    if char(at) == '单' && matches!(char(at + 1), '户' | '个' | '件' | '家' | '次' | '笔' | '车' | '位') {
        return Some(2);
    }
    if char(at) != '每' {
        return None;
    }
    let (len, _) =
        super::units::Units::builtin().at(text, at + 1).filter(|(len, _)| at + 1 + len <= end).unwrap_or((0, 0));
    let len = match len {
        0 if matches!(char(at + 1), '生' | '周' | '逢' | '季' | '旬' | '学' | '房' | '校' | '车') => {
            if matches!((char(at + 1), char(at + 2)), ('季', '度') | ('学', '年')) { 2 } else { 1 }
        }
        0 => return None,
        len => len,
    };
    Some(1 + len)
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

/// A one-character word in front that begins a longer noun: 中小企业, 内陆, 前海, 等级, 地方.
fn part_of_noun(text: &[char], from: usize, len: usize, to: usize) -> bool {
    if len != 1 || from + 1 >= to {
        return false;
    }
    let pair = (text[from], text[from + 1]);
    matches!(
        pair,
        (
            '中',
            '小' | '央'
                | '国'
                | '欧'
                | '医'
                | '药'
                | '学'
                | '考'
                | '等'
                | '心'
                | '部'
                | '西'
                | '东'
                | '低'
                | '高'
                | '型'
                | '介'
                | '共'
                | '标'
        ) | ('内', '陆' | '河' | '资' | '贸' | '销' | '部' | '地' | '蒙' | '需' | '涝')
            | ('前', '海' | '沿' | '端' | '期' | '线')
            | ('后', '勤' | '备' | '端' | '期' | '续')
            | ('等', '级')
            | ('地', '方' | '区' | '级' | '铁' | '下' | '质' | '块' | '价' | '铁')
            | ('时', '速' | '间' | '长' | '段' | '代')
            | ('里', '程')
            | ('来', '访' | '电' | '信' | '华' | '台' | '港' | '源' | '宾')
            | ('起', '重' | '点' | '草' | '诉' | '降')
            | ('间', '接')
            | ('对', '外' | '口' | '美' | '华' | '欧' | '台' | '日')
            | ('自', '主' | '然' | '来' | '助' | '驾' | '动' | '愿' | '治' | '营' | '行' | '贸')
            | ('以', '色')
            | ('由' | '从', '业')
            | ('和', '谐' | '平')
            | ('与', '会')
            | ('有', '机' | '线' | '轨' | '效' | '色' | '限' | '害' | '关' | '偿')
            | ('为', '民' | '农')
            | ('如', '家')
            | ('就', '业' | '医' | '诊' | '读')
            | ('都', '市')
            | ('要', '素' | '件')
            | ('需', '求')
            | ('应', '急' | '用' | '届' | '收')
            | ('再', '生' | '制' | '就' | '贷')
            | ('近', '海' | '视')
            | ('经', '济' | '营' | '费' | '常')
            | ('当', '地')
            | ('并', '网' | '购')
            | ('单', '位' | '车' | '产' | '项' | '亲' | '身')
            | ('按', '揭')
            | ('到', '账' | '位')
            | ('该', '处')
            | ('其', '他' | '它' | '余')
            | ('据', '点')
            | ('得', '分')
            | ('更', '新')
            | ('达', '标')
            | ('除', '险' | '尘')
            | ('使', '用')
            | ('连', '锁')
            | ('共', '享' | '同' | '建' | '青')
            | ('现', '代' | '场' | '金' | '货')
            | ('今', '世')
            | ('含', '税')
    )
}

/// A word at the end that belongs to the noun: 覆盖, 出口增长 stay whole if they are all there is of a noun.
fn ends_noun(text: &[char], from: usize, to: usize, len: usize) -> bool {
    let word = &text[to - len..to];
    let before = if to - len > from { text[to - len - 1] } else { '\0' };
    match word {
        ['计'] => matches!(before, '统' | '审' | '设' | '会' | '共' | '估'),
        ['成'] => matches!(before, '完' | '建' | '收' | '构' | '合' | '提'),
        ['会'] => {
            matches!(before, '社' | '协' | '机' | '商' | '工' | '学' | '大' | '议' | '展' | '委' | '晚' | '年' | '谊')
        }
        ['设'] => matches!(before, '建' | '开' | '增' | '铺' | '敷' | '新'),
        ['得'] => matches!(before, '所' | '获' | '取'),
        ['升'] => matches!(before, '提' | '上' | '攀'),
        ['增'] => matches!(before, '新' | '净'),
        ['减'] => matches!(before, '加' | '双' | '消'),
        ['余'] => matches!(before, '其' | '结' | '盈'),
        ['能'] => matches!(
            before,
            '产' | '功' | '风' | '节' | '智' | '技' | '职' | '太' | '性' | '动' | '耗' | '势' | '储' | '热' | '电'
        ),
        ['应'] => matches!(before, '供' | '反' | '效'),
        ['要'] => matches!(before, '需' | '主' | '重' | '纪'),
        ['需'] => matches!(before, '必' | '内' | '急' | '军'),
        ['自'] => true,
        ['以'] => matches!(before, '可' | '所'),
        ['在'] => matches!(before, '存' | '潜' | '现'),
        ['与'] => matches!(before, '参'),
        ['和'] => matches!(before, '总' | '饱' | '共'),
        ['获'] => matches!(before, '收' | '破' | '查' | '抓' | '缴' | '斩' | '荣'),
        ['录'] => matches!(before, '目' | '记' | '名' | '登' | '收'),
        ['现'] => matches!(before, '体' | '实' | '发' | '出' | '提' | '变'),
        ['近'] => matches!(before, '附' | '邻'),
        ['达'] => matches!(before, '发' | '到' | '抵' | '下' | '送' | '直' | '通'),
        ['到'] => matches!(before, '收' | '得' | '签' | '报'),
        ['为'] => matches!(before, '行' | '作'),
        ['有'] => matches!(before, '所' | '国' | '拥' | '享' | '持' | '私' | '占'),
        ['是' | '都' | '均'] => matches!(before, '人' | '户' | '亩' | '平' | '日' | '月' | '年' | '首' | '成'),
        ['按'] => matches!(before, '查'),
        ['占'] => matches!(before, '侵' | '独'),
        ['再'] => matches!(before, '一'),
        ['净'] => true,
        ['每'] => false,
        ['首', ..] => false,
        _ => false,
    }
}

/// The last verb of a stretch of words.
pub fn last_verb(text: &[char], range: Range) -> Option<Range> {
    (range.0..range.1).rev().find_map(|at| {
        let (len, ()) = VERB.at(text, at)?;
        (at + len <= range.1).then_some((at, at + len))
    })
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
        if matches!(
            c,
            '的' | '在'
                | '已'
                | '将'
                | '被'
                | '把'
                | '向'
                | '对'
                | '为'
                | '是'
                | '有'
                | '从'
                | '由'
                | '均'
                | '也'
                | '都'
                | '可'
                | '到'
                | '至'
                | '及'
                | '或'
                | '与'
                | '未'
                | '不'
                | '正'
                | '就'
                | '以'
                | '用'
                | '占'
                | '达'
                | '参'
                | '获'
                | '完'
                | '实'
                | '按'
                | '并'
                | '则'
                | '能'
                | '需'
                | '应'
                | '须'
                | '会'
                | '比'
                | '较'
                | '分'
                | '每'
                | '约'
        ) && single(text, end)
        {
            break;
        }
        if c == '和' && end > from {
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
    let next = text.get(at + 1).copied().unwrap_or('\0');
    let before = if at > 0 { text[at - 1] } else { '\0' };
    !matches!(
        (text[at], next),
        ('对', '象' | '外' | '口')
            | ('正', '能' | '式' | '规')
            | ('实', '验' | '体' | '事' | '施' | '习' | '训')
            | ('分', '支' | '公' | '校' | '院' | '店' | '局' | '中' | '类' | '行' | '会' | '部')
            | ('参', '保' | '与' | '展' | '赛' | '会')
            | ('应', '急' | '用' | '届')
            | ('有', '机' | '线' | '轨' | '限' | '声' | '奖' | '色' | '关')
            | ('可', '再' | '移')
            | ('不', '动' | '良' | '法' | '同')
            | ('到', '期' | '港')
            | ('用', '户' | '地' | '水' | '电' | '人' | '工' | '品' | '房')
            | ('会', '员' | '议' | '展' | '场' | '计')
            | ('能', '源' | '耗' | '力' | '人')
            | ('需', '求')
            | ('向', '日')
            | ('为', '民')
            | ('比', '赛' | '亚')
            | ('完', '全')
            | ('都', '市')
            | ('从', '业')
            | ('以', '上')
            | ('将', '军')
            | ('约', '束')
            | ('未', '成' | '来')
            | ('就', '业')
            | ('按', '揭')
            | ('在', '线' | '校' | '册' | '职' | '建' | '岗' | '读' | '研')
    ) && !matches!(
        (before, text[at]),
        ('社' | '协' | '商' | '工' | '学' | '大' | '委' | '机' | '展' | '议' | '晚' | '宴', '会')
            | ('产' | '功' | '节' | '技' | '职' | '智' | '储' | '性', '能')
            | ('供' | '反' | '效', '应')
            | ('总', '和')
            | ('部' | '百' | '十' | '积' | '学', '分')
            | ('人' | '户' | '亩' | '平', '均')
            | ('行' | '作', '为')
            | ('国' | '所' | '私', '有')
            | ('利' | '使' | '应' | '费' | '信' | '公' | '商' | '民' | '专' | '药' | '食' | '农' | '军' | '家', '用')
            | ('成' | '首' | '港', '都')
            | ('校' | '反', '正')
    )
}

/// Whether the verb at `at` is part of a compound noun: a verb first, or right before 率, 量, 人员, 项目 …
fn nominal(text: &[char], from: usize, at: usize, limit: usize) -> bool {
    let Some((len, ())) = VERB.at(text, at) else { return false };
    let next = text.get(at + len).copied().unwrap_or('\0');
    let after = text.get(at + len + 1).copied().unwrap_or('\0');
    if at + len >= limit {
        return true;
    }
    let head = matches!(
        next,
        '率' | '量'
            | '额'
            | '者'
            | '员'
            | '费'
            | '点'
            | '站'
            | '网'
            | '地'
            | '区'
            | '园'
            | '部'
            | '处'
            | '厅'
            | '所'
            | '室'
            | '厂'
            | '队'
            | '人'
            | '户'
            | '品'
            | '件'
            | '案'
            | '店'
            | '线'
            | '机'
            | '器'
            | '车'
            | '船'
            | '证'
            | '类'
            | '型'
            | '级'
            | '性'
            | '式'
            | '单'
            | '库'
            | '台'
            | '场'
            | '馆'
            | '院'
            | '校'
            | '班'
            | '组'
            | '会'
            | '权'
            | '业'
            | '类'
    );
    let compound = matches!(
        (next, after),
        ('项', '目')
            | ('工', '程' | '作')
            | ('中', '心')
            | ('基', '地')
            | ('平', '台')
            | ('企', '业')
            | ('机', '构')
            | ('人', '员' | '才')
            | ('活', '动')
            | ('任', '务')
            | ('计', '划')
            | ('方', '案')
            | ('专', '项')
            | ('事', '项')
            | ('资', '金')
            | ('设', '施' | '备')
            | ('系', '统')
            | ('网', '点' | '络')
            | ('服', '务')
            | ('窗', '口')
            | ('示', '范')
            | ('试', '点')
            | ('体', '系')
            | ('机', '制')
            | ('课', '程')
            | ('案', '件' | '例')
            | ('产', '品')
            | ('专', '家')
            | ('志', '愿')
            | ('面', '积')
            | ('规', '模')
            | ('总', '量' | '额')
            | ('能', '力')
            | ('场', '所')
            | ('政', '策')
            | ('协', '议')
            | ('标', '准')
            | ('申', '请')
            | ('手', '续')
            | ('材', '料')
            | ('据', '点')
            | ('个', '案')
    );
    let ends = cut(next) == Cut::Mark;
    head || compound || (ends && at > from)
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
