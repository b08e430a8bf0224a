//! Furniture of pages and papers: banners, bylines, source lines, captions, disclaimers.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::{Regex, RegexSet};

/// The longest line that a pattern below is tried on, in bytes: longer ones are prose.
const LONGEST: usize = 450;

fn set(patterns: &[&str]) -> RegexSet {
    RegexSet::new(patterns).expect("the patterns of furniture are written to compile")
}

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the patterns of furniture are written to compile")
}

/// Labels of lines that tell of the page or paper: 来源：…, 责任编辑：…, 索引号：…
const LABELS: &str = "原标题 原標題 原题 原題 来源 來源 稿源 新闻来源 信息来源 文章来源 文章來源 資料來源 资料来源 数据来源 數據來源 稿件来源 消息來源 来源单位 出处 出處 作者 编辑 編輯 \
    本文编辑 责任编辑 責任編輯 责编 責編 责任编校 审核 審核 审校 校对 校對 校核 初审 复审 终审 一审 二审 三审 编审 审稿 审签 签发 监审 值班编辑 值班主任 值班总编 主编 \
    美编 排版 总监制 监制 監製 统筹 策划 記者 记者 通讯员 通訊員 信息员 撰文 撰稿 撰稿人 摄影 攝影 制图 製圖 图源 图片来源 圖片來源 供稿 供稿单位 供图 供圖 \
    发布时间 發布時間 發佈時間 发布日期 發布日期 發佈日期 更新时间 更新時間 更新日期 最後更新 最後更新日期 最后更新 修改时间 发表时间 发文日期 發文日期 成文日期 成文时间 生成日期 \
    公开日期 发文字号 發文字號 文号 文件编号 索引号 索引號 主题分类 主题词 公文种类 体裁分类 组配分类 信息分类 信息类别 公开类别 公开属性 \
    有效性 是否有效 效力状态 发布机构 发文机构 發文機構 发文机关 發文機關 发文单位 发布单位 发布人 发布者 信息名称 公开方式 公开范围 浏览次数 阅读次数 阅读量 点击数 点击量 点击率 访问量 浏览量 \
    字号 字体 字體 联系电话 电话 電話 联系人 联系方式 聯絡人 聯絡電話 聯絡方式 联络人 新聞聯絡人 新聞稿聯絡人 新聞聯絡電話 業務聯絡人 承辦人 承辦單位 承辦科室 發言人 \
    發布單位 發佈單位 發稿單位 發稿日期 發布機關 提供單位 資料提供 上版日期 上稿日期 點閱次數 點閱數 瀏覽次數 瀏覽人次 寄件者 寄件人 收件者 收件人 受文者 副本 正本 速別 \
    密等及解密條件或保密期限 發件人 发件人 抄送 主送 抄报 印发 From To Cc Bcc Date Sent 日期 傳真 传真 電子郵件 电子邮件 电子邮箱 電子信箱 机关地址 機關地址 网址 網址 \
    原文链接 原文鏈接 原文網址 本文网址 本文链接 关键词 关键字 關鍵詞 關鍵字 标签 標籤 分类 转自 轉自 转载自 轉載自 摘自 版次 版面 字数 分享 分享到 分享至";

/// Labels of credits, which name people and no more.
const CREDITS: &str = "文 图 圖 图文 圖文 文图 文字 摄影 攝影 漫画 视频 影像";

/// The most that stands behind a label, in code points, and behind the label of a credit.
const LABELLED: usize = 80;
const CREDITED: usize = 40;

/// What stands behind a label of the page; none in a line that is no such label.
fn labelled(line: &str) -> Option<&str> {
    static KNOWN: LazyLock<BTreeMap<String, usize>> = LazyLock::new(|| {
        let all =
            |labels: &'static str, most| labels.split(' ').filter(|l| !l.is_empty()).map(move |l| (bare(l), most));
        all(CREDITS, CREDITED).chain(all(LABELS, LABELLED)).collect()
    });
    // 索 引 号, 电 话
    fn bare(label: &str) -> String {
        label.chars().filter(|c| !c.is_whitespace()).collect()
    }
    let words = line.trim_start_matches(['（', '(', '[', '【']).trim_start();
    let (at, sign) = words.char_indices().take(20).find(|(_, c)| "：:|｜丨︱/／".contains(*c))?;
    let value = words[at + sign.len_utf8()..].trim();
    KNOWN.get(&bare(&words[..at])).filter(|most| value.chars().count() <= **most).map(|_| value)
}

/// Whether a line is a label whose value stands in the next line.
pub fn is_empty_label(line: &str) -> bool {
    line.len() <= 60 && labelled(line).is_some_and(str::is_empty)
}

/// Patterns of lines that are furniture wherever they stand, and which lines they are tried on: nearly all are prose.
struct Kind {
    could_be: fn(&str) -> bool,
    patterns: LazyLock<RegexSet>,
}

static KINDS: [Kind; 6] = [
    // Days. 2017-04-19 08:30 来源…; the line begins with a full date and does not go on as a sentence.
    Kind {
        could_be: |line| line.starts_with(|c: char| c.is_ascii_digit() || "（([【发發二〇○零一中民".contains(c)),
        patterns: LazyLock::new(|| {
            set(&[
                r"^[（(\[【]?(发布于|發佈於|發布於)?\s*(19|20)\d{2}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?\s*([（(]?(星期|周|週)[一二三四五六日天][)）]?)?\s*(\d{1,2}:\d{2}(:\d{2})?)?[）)\]】]?(\s+.{0,40})?$",
                r"^[（(]?[二〇○零一][二〇○零一二三四五六七八九]{3}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日[）)]?$",
                r"^[（(]?(中華)?(民國|民国)\s?\d{2,3}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日[）)]?$",
            ])
        }),
    },
    // Bylines. 本报记者 张三 李四; □ 记者张三; 新华社北京4月19日电 alone; （记者 张三）; 記者林某某/綜合報導
    Kind {
        could_be: |line| {
            let words = ["记者", "記者", "通讯员", "通訊員", "评论员", "評論員", "撰稿人"];
            !line.ends_with('。') && words.iter().any(|word| line.contains(word))
        },
        patterns: LazyLock::new(|| {
            set(&[
                r"^[□■◎●△▲☆★○◆\s（(【\[]*(本报|本報|本网|本網|本刊|新华社|新華社|新华网|中新社|中新网|中通社|大公报|大公報|人民网|央视|中央社|[\p{Han}]{2,6}(日报|日報|晚报|晚報|时报|時報|早报|早報|网|網|社))?\s*(全媒体|融媒体|特约|特約|见习|見習|实习|首席|驻.{2,6}|駐.{2,6})?\s*(记者|記者|通讯员|通訊員|评论员|評論員|特约撰稿人|撰稿人)([\s/／:：、]{1,3}[\p{Han}·\s、，,/／和]{2,36}|[\p{Han}]{2,3}|[\p{Han}]{2,3}([\s、]+[\p{Han}]{2,4}){1,6})[）)】\]]?\s*([/／|｜]?\s*(文|文图|文/图|摄影报道|報道|报道|报導|摄|攝))?$",
                r"^[\p{Han}]{2,6}(日报|日報|晚报|晚報|时报|時報|社|网|網|报|報)(讯|訊|电|電)?\s*[（(]?(记者|記者)[\p{Han}\s、]{2,20}[)）]?$",
                r"^[〔【（(]?(记者|記者|实习记者)[\p{Han}、]{2,12}\s*[/／]\s*[\p{Han}]{0,6}(报道|報道|報導|電|电)[〕】）)]?$",
            ])
        }),
    },
    // In brackets, whole: (本文轉自…) （完） （原载…） （此件公开发布） （2021年9月28日…会议通过） and where the authors of a paper work.
    Kind {
        could_be: |line| line.starts_with(['（', '(', '【', '[']),
        patterns: LazyLock::new(|| {
            set(&[
                r"^[（(【].{0,12}(记者|記者|通讯员|通訊員|编辑|編輯|摄|攝|来源|來源)[^。]{0,36}[）)】]$",
                r"^[（(【\[]\s*(本文|原文|原载|原載|原刊|完|全文完|转自|轉自|来源|來源|据|據|摘自|选自|選自|刊于|刊於|载|載|编辑|編輯|责编|作者|图|圖|摄|攝|轉載|转载|综合|綜合|以上|注|註|未完|下转|上接|下轉).{0,80}[）)】\]]$",
                r"^[（(](此件|本件|此文件|此文).{2,12}[）)]$",
                r"^[（(](19|20)\d{2}年\d{1,2}月\d{1,2}日.{4,160}(通过|通過|批准|公布|發布|发布|施行|修正|修订|修訂|备案)[^。]{0,12}[）)]$",
                r"^[（(]\s*(1\s*[.．、]?)?[^。]{2,60}(大学|大學|学院|學院|研究院|研究所|研究中心|党校)[^。]{0,100}[）)]$",
            ])
        }),
    },
    // Captions.
    Kind {
        could_be: |line| {
            let end = line.trim_end_matches(['）', ')']);
            line.starts_with(|c| "▲△▼▽↑↓图圖上下左右资資配題题".contains(c))
                || end.ends_with(['片', '照', '图', '圖', '摄', '攝'])
        },
        patterns: LazyLock::new(|| {
            set(&[
                r"^(▲|△|▼|▽|↑|↓)?\s*(图为|圖為|图[：:]|圖[：:]|上图|下图|左图|右图|资料图|資料圖|配图|题图|图集|圖集|圖說|图说).{0,80}$",
                r"^[▲△▼▽↑↓]\s*[^，；。]{2,40}。$",
                r"^[▲△▼▽↑↓].{2,120}[（(](图|圖|摄|攝|来源|來源|取自|翻攝).{0,30}[）)]$",
                r"^[^。]{0,60}[（(]?(资料图片?|資料圖片?|资料照片?|網上圖片|网络图片|受访者供图|受訪者供圖|供图|供圖|[\p{Han}]{2,4}\s*[摄攝])[）)]?$",
            ])
        }),
    },
    // Rights and disclaimers.
    Kind {
        could_be: |line| {
            const WORDS: [&str; 25] = [
                "不代表",
                "转载",
                "轉載",
                "未经",
                "未經",
                "侵权",
                "侵權",
                "仅代表",
                "僅代表",
                "参考",
                "參考",
                "版权",
                "版權",
                "著作權",
                "点击",
                "點擊",
                "删除",
                "刪除",
                "关注",
                "關注",
                "公众号",
                "公眾號",
                "联系我们",
                "ICP",
                "公网安",
            ];
            line.starts_with(|c| "（([【免版特郑声聲编本注cC©aA".contains(c))
                || WORDS.iter().any(|word| line.contains(word))
        },
        patterns: LazyLock::new(|| {
            set(&[
                r"(?i)^(copyright|©|\(c\)\s*((19|20)\d{2}|copyright)|版权所有|版權所有|all rights reserved|.{0,20}ICP备\d|.{0,20}公网安备)",
                r"^[【\[(（]?(免责声明|免責聲明|版权声明|版權聲明|特别声明|特別聲明|郑重声明|声明|聲明|编者按语?：?$|本网注|本站注|注：本文)",
                r"^.{0,40}(不代表(本|我|平台|网站|網站|作者|任何|其|.{2,8}(网|網|报|報|社|台|臺|号|平台|立场|立場|观点|觀點)).{0,30}|转载请.{0,30}|轉載請.{0,30}|未经.{0,10}(授权|许可|同意).{0,40}|未經.{0,10}(授權|許可|同意).{0,40}|如有侵权.{0,30}|如有侵權.{0,30}|侵权(必究|请|即删|联系).{0,30}|联系(我们)?删除|聯繫刪除|联系我们(处理|删除)|仅代表.{0,12}观点.{0,30}|僅代表.{0,12}觀點.{0,30}|僅供參考.{0,20}|仅供参考.{0,20}|版权归.{0,30}|版權歸.{0,30}|著作權.{0,10}所有.{0,10}|点击.{0,10}(关注|阅读原文|蓝字|上方).{0,20}|點擊.{0,10}(關注|閱讀原文).{0,20}|关注我们|關注我們|微信公众号[：:].{0,20}|微信公眾號[：:].{0,20})[。.]?[）)】\]]?$",
            ])
        }),
    },
    // Breadcrumbs, buttons, numbers of pages and documents, counters.
    Kind {
        could_be: |line| !line.ends_with(['。', '；', '，', ',']) && line.len() <= 300,
        patterns: LazyLock::new(|| {
            set(&[
                r"^(本报|本報|本刊|本网|本網|新华社|新華社|人民日报|人民日報)?(特约)?(评论员|評論員|编辑部|編輯部|社论|社論|综合报道|綜合報導|综合|讯|訊)$",
                r"^(当前位置|目前位置|您的位置|您当前的位置|您现在的位置|你的位置|所在位置|首页|首頁|网站首页|網站首頁)\s*([：:>＞»›/·|→-].{0,80}|)$",
                r"^[^。，]{1,12}(\s*[>＞»›]\s*[^。，]{1,16}){1,6}$",
                r"^[【\[]?\s*(打印|打印本页|列印|友善列印|关闭|关闭窗口|關閉|分享|分享到|分享至|收藏|返回|返回顶部|返回首页|返回列表|回上一頁|回到顶部|字体[:：]?\s*大\s*中\s*小|大\s*中\s*小|A-|A\+|点赞|點讚|评论|評論|举报|在看|登录|登入|注册|註冊|搜索|搜尋|纠错|我要纠错|无障碍|长者模式|扫一扫.{0,30}|扫码.{0,30}|長按.{0,30}|长按.{0,30}|分享到[:：].{0,40}|阅读原文|閱讀原文|查看原文|更多|更多新闻|阅读更多|閱讀更多|展开全文|展開全文|热门推荐|热点推荐|精彩推荐|精選推薦|往期推荐|往期精彩|往期回顾|往期回顧|往期精選|好文推荐|END|The End|相关阅读|相關閱讀|相关新闻|相關新聞|相关链接|相關連結|相關鏈接|相关文章|相關文章|相关报道|相關報導|相关稿件|相关文件|相关解读|政策解读链接|延伸阅读|延伸閱讀|推荐阅读|推薦閱讀|猜你喜欢|网友评论|網友評論|发表评论|下载附件|附件下载|上一篇.{0,60}|下一篇.{0,60}|上一条.{0,60}|下一条.{0,60}|上一則.{0,60}|下一則.{0,60})\s*[】\]]?$",
                r"^(完|全文完|未完待续|未完待續|香港時間\s*\d{1,2}\s*時\s*\d{1,2}\s*分)$",
                r"^(第\s*\d{1,3}\s*页(\s*[,，/]?\s*共\s*\d{1,3}\s*页)?|第\s*\d{1,3}\s*頁.{0,12}|[-—－–]\s*\d{1,3}\s*[-—－–]|Page\s+\d+(\s+of\s+\d+)?)$",
                // 原创 某某网信 某某网信 2025-08-06 18:30 云南
                r"^[^。，：:]{0,40}\s(19|20)\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}日?\s+\d{1,2}:\d{2}(:\d{2})?(\s+[\p{Han}]{2,6})?$",
                // 浙政发〔2017〕8号
                r"^[\p{Han}A-Z×]{1,12}[〔\[［（(](19|20)\d{2}[〕\]］）)]\s*第?\d{1,4}\s*[号號]$",
                // 某某办公室 2026年1月15日印发
                r"^[\p{Han}A-Z×]{2,24}\s+(19|20)\d{2}年\d{1,2}月\d{1,2}日印[发發]$",
                r"^[（(]?第\s*[\d〇零一二三四五六七八九十百]{1,5}\s*[号號期][）)]?$",
                r"^附\s*件\s*[：:]\s*(如|見|见|无$|無$).{0,12}$",
                r"^附\s*件\s*[\d一二三四五六七八九十]{0,2}\s*[：:]?$",
                r"^(https?://|www\.)\S+$",
                // 附件：某某方案.pdf
                r"(?i)^[^。]{1,80}\.(pdf|docx?|xlsx?|wps|ofd|zip|rar|odt)$",
                r"^.{0,12}(阅读|閱讀|浏览|瀏覽|点击|點擊|评论|評論|点赞)(量|数|次数|人次)?\s*[：:]?\s*\d[\d,.万]*\+?$",
            ])
        }),
    },
];

/// A line that is only a date, as under a document.
static DATE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^[（(]?((19|20)\d{2}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*(\d{1,2}\s*日?)?|[二〇○零一][二〇○零一二三四五六七八九]{3}年[一二三四五六七八九十]{1,2}月([一二三四五六七八九十]{1,3}日)?)[）)]?$",
    )
});

/// A name that signs a document.
static OFFICE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^[\p{Han}A-Z×\s·]{2,40}(政府|委员会|委員會|办公室|辦公室|办公厅|辦公廳|厅|廳|局|部|院|委|网信办|網信辦|发改委|国资委|中心|公司|协会|協會|总队|领导小组|工作组)$",
    )
});

/// The name of a site, paper or channel alone on a line.
static BANNER: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^[^，。,：:“”「」]{1,14}(网|網|网站|網站|新闻网|新聞網|报|報|日报|日報|时报|時報|晚报|晚報|早报|快報|快报|周刊|週刊|周报|月刊|杂志|雜誌|通讯社|通訊社|社|电视台|電視台|電視臺|广播|频道|頻道|客户端|客戶端|在线|在線|線上|平台|平臺|新闻|新聞|要闻|要聞|资讯|資訊|快讯|快訊|发布|發布|發佈|转载|轉載|轉貼|融媒|融媒体|門戶|门户|门户网|公众号|公眾號|論壇|论坛|专栏|專欄|专题|專題|版|文件|公报|公報|简报|簡報|内参|信息港)$",
    )
});

/// Who issues a release, above or under its title, perhaps with the day: 某某縣政府新聞稿, （某某局新聞稿）114年9月17日.
static ISSUER: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^[（(【\[]?[^，。,：:“”「」（(]{2,24}(政府|委员会|委員會|厅|廳|局|部|署|处|處|院|办|辦|办公室|辦公室|中心|公司|协会|協會|大學|大学)\s*(新聞稿|新闻稿|新聞公報|新闻公报|新聞發布|新闻发布|新聞資料|通稿|最新消息|最新訊息|即時新聞|公告|新聞|新闻|文件)[）)】\]]?(\s*(民國|民国)?\s*\d{2,4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?)?$",
    )
});

/// An office and a day, as some sites put under a title: 某某縣政府 114-10-08.
static OFFICE_AND_DAY: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^[\p{Han}·]{2,24}(政府|委员会|委員會|厅|廳|局|部|署|处|處|科|院|办|辦|办公室|辦公室|中心|公司|协会|協會|大學|大学)\s+((民國|民国)?\s*\d{2,4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?)$",
    )
});

/// Two or three personal names, as under a title.
static NAMES: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"^(\p{Han}{2,3}|\p{Han}\s\p{Han})[\d*¹²³⁴]{0,2}([\s、，,]+\p{Han}{2,3}[\d*¹²³⁴]{0,2}){0,5}$")
});

/// Whether a line is furniture wherever it stands.
pub fn is_furniture(line: &str) -> bool {
    line.len() <= LONGEST
        && (labelled(line).is_some() || KINDS.iter().any(|kind| (kind.could_be)(line) && kind.patterns.is_match(line)))
}

/// Whether a line says that what follows is other articles.
pub fn heads_others(line: &str) -> bool {
    const HEADS: [&str; 24] = [
        "往期推荐",
        "往期精彩",
        "往期回顾",
        "往期回顧",
        "往期精選",
        "好文推荐",
        "热门推荐",
        "热点推荐",
        "精彩推荐",
        "精選推薦",
        "相关阅读",
        "相關閱讀",
        "相关新闻",
        "相關新聞",
        "相关链接",
        "相關鏈接",
        "相关文章",
        "相關文章",
        "相关报道",
        "相關報導",
        "延伸阅读",
        "延伸閱讀",
        "推荐阅读",
        "推薦閱讀",
    ];
    let words = line.trim_matches(|c: char| !c.is_alphanumeric());
    HEADS.contains(&words)
}

/// Whether a line is only a date.
pub fn is_date(line: &str) -> bool {
    line.len() <= 60 && DATE.is_match(line)
}

/// Whether a line reads as the name of an office.
pub fn is_office(line: &str) -> bool {
    line.len() <= 150 && OFFICE.is_match(line)
}

/// Whether a line at the top could be the name of a site or paper.
pub fn is_banner(line: &str) -> bool {
    line.len() <= 60 && BANNER.is_match(line)
}

/// Whether a line at the top names who issues what follows.
pub fn is_issuer(line: &str) -> bool {
    line.len() <= 120 && (ISSUER.is_match(line) || OFFICE_AND_DAY.is_match(line))
}

/// Whether a line under a title says who wrote the article: names alone, or a short line with a word of the trade.
pub fn is_byline(line: &str) -> bool {
    const TRADE: [&str; 16] = [
        "记者",
        "記者",
        "通讯员",
        "通訊員",
        "编辑",
        "編輯",
        "综合报道",
        "綜合報導",
        "专访",
        "專訪",
        "特派",
        "特约",
        "特約",
        "撰文",
        "供稿",
        "评论员",
    ];
    let parted =
        line.contains([' ', '\u{3000}']) || line.contains(['1', '2', '¹', '*']) && line.contains(['，', ',', '、']);
    // What an article opens or ends with is as short as a name.
    const PARTS: [&str; 12] =
        ["引言", "前言", "导言", "導言", "序言", "导语", "導語", "背景", "摘要", "概述", "结语", "結語"];
    let names = is_names(line) && (line.chars().count() <= 3 || parted) && !PARTS.contains(&line);
    names || line.chars().count() < 20 && !line.contains('。') && TRADE.iter().any(|word| line.contains(word))
}

/// Whether a line could be nothing but names of people.
pub fn is_names(line: &str) -> bool {
    line.len() <= 80 && NAMES.is_match(line)
}

/// 略 in brackets, or a row of dots: text was left out here.
pub fn is_omission(line: &str) -> bool {
    static LEFT_OUT: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"^[（(\[【]?\s*((以?[下上中]文?|此处|此處|以下|部分内容|部分內容|正文|其余|其餘)?(内容|內容)?(省略|從略|从略|略|有删节|有刪節|删节|刪節)|[…⋯.．·。]{3,}|…)\s*[）)\]】]?[。.]?$",
        )
    });
    line.len() <= 120 && LEFT_OUT.is_match(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn furniture_and_what_only_resembles_it() {
        for line in [
            "原标题：让互联网更好造福人民",
            "来源：河洛都市晚报",
            "本报记者 网信报道组",
            "(本文轉自大陸地方媒體,內容不代表本站立場)",
            "2017-04-19 08:30:12 来源：浙江在线",
            "2017年4月19日",
            "原创 某某网信 某某网信 2025-08-06 18:30 云南",
            "责任编辑：王某",
            "首页 > 新闻 > 正文",
            "当前位置：首页>政务公开",
            "□本报记者 张某 通讯员 李某",
            "（记者 张某 摄）",
            "浙政发〔2017〕8号",
            "上一篇：某某新闻",
            "扫一扫在手机打开当前页",
            "- 3 -",
            "图为活动现场。",
            "聯絡人：王科長",
            "發布日期：113年5月20日",
            "完",
            "香港時間15時00分",
            "往期推荐",
            "▲ 网格员入户走访。",
            "（此件公开发布）",
            "電話: 06-1234567 分機 321",
            "（2021年9月28日某某市人民代表大会常务委员会第三十次会议通过）",
            "（1.某某大学公共管理学院，北京 100000；2.某某省委党校，某某 200000）",
            "(c) 2019 某某网",
        ] {
            assert!(is_furniture(line), "{line}");
        }
        for line in [
            "2017年4月19日，省委召开网络安全和信息化工作座谈会。",
            "记者走访三个镇街",
            "网上声音",
            "来源于群众的创造",
            "(c)	在2026年年底或之前，把「智方便」登記用戶增至500萬。",
            "（一）推进大学和研究院共建实验室。",
            "一网通办",
            "本報記者上週走訪三個鎮街，在街市、茶樓訪問40名居民，逾半數人稱每日都用政府的手機程式。",
            "声音里的江西",
            "▲ 网上声音",
            "▲推进改革，优化服务。",
            "关注民生 服务群众",
            "编织一张安全网",
            "5月13日，活动在南昌拉开帷幕。",
        ] {
            assert!(!is_furniture(line), "{line}");
        }
        assert!(is_byline("王某某1，李某某2") && !is_byline("网络安全，人人有责"));
        for line in [
            "臺東縣政府新聞稿",
            "某省人民政府办公厅文件",
            "某某委員會 新聞稿",
            "香港特別行政區政府新聞公報",
            "（某某市政府新聞稿）114年9月17日",
            "某某局新闻发布 2025-09-17",
        ] {
            assert!(is_issuer(line), "{line}");
        }
        for line in ["市政府发布新闻稿", "政府新聞", "办好政务公开", "本市加强公司治理", "新闻稿"]
        {
            assert!(!is_issuer(line), "{line}");
        }
        assert!(is_omission("…………") && is_omission("（略）") && is_omission("（以下省略）") && is_omission("......"));
        assert!(!is_omission("谋略") && !is_omission("方略"));
    }
}
