//! Which figures of two articles may be shown together.
//!
//! Three answers: the same measure; kindred, shown together and never subtracted; not comparable. Dimensions decide first
//! (人次 never stands beside 人, nor a sum per household beside a sum, nor a growth beside a level), then what is counted
//! and what was done with it ([`counted`]), a quantity that both name in whatever words ([`quantity`]), what words the two,
//! their sentences and their passages share ([`wording`]), how far their passages answer each other, and what else either
//! could go with ([`weigh`]). Each figure is proposed for one other at
//! most: its best that is still free.

mod counted;
mod described;
mod dimension;
mod quantity;
mod weigh;
mod wording;

pub use dimension::{factor, of_one_dimension};

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{Figure, FigureId, fold};
use crate::article::Article;
use crate::nearness::Nearness;
use crate::script::Normalized;
use described::Account;
use weigh::Pair;

/// How two figures stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// The same measure: may be subtracted.
    Same,
    /// Kindred: shown together, never subtracted.
    Kindred,
}

/// Why two figures compare.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reason {
    /// What was looked at: unit, quantity, thing, deed, subject; near, the words at the numbers; sentence and topic of their
    /// sentences; passages, how far theirs answer each other, and wording, by their words; only, that neither passage has
    /// another such figure; first_choice, that neither goes better with another, and beside, that the figures next to the two
    /// compare; or what stands against the pair: size, part, anew, things_differ, apart, direction, currencies, status, planned,
    /// mixed, slight, target, level, range, opposed.
    pub what: String,
    /// From 0 to 1.
    pub score: f64,
    /// The words that the two share, or how their units convert.
    pub evidence: String,
}

/// A figure of the left article and one of the right that compare.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparable {
    pub left: FigureId,
    pub right: FigureId,
    pub relation: Relation,
    /// From 0 to 1.
    pub score: f64,
    /// Proposed to the reader, not only ranked.
    pub accepted: bool,
    pub reasons: Vec<Reason>,
}

/// One article's part in a comparison of figures.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    pub article: &'a Article,
    pub normalized: &'a Normalized,
    pub figures: &'a [Figure],
}

/// How many candidates a figure keeps.
const KEPT: usize = 5;
/// What is less than this is not even listed.
const LISTED: f64 = 0.10;

/// Pairs of figures, the best first. Repeats stand aside for their first mention.
pub fn comparables(left: Side<'_>, right: Side<'_>, nearness: &Nearness) -> Vec<Comparable> {
    let (a, b) = (Account::of(left), Account::of(right));
    let mut pairs = weigh::pairs(&a, &b, nearness);
    pairs.retain(|pair| pair.score >= LISTED);
    pairs.sort_by(|p, q| q.score.total_cmp(&p.score).then((p.left, p.right).cmp(&(q.left, q.right))));
    let mut kept = vec![0; a.figures.len()];
    pairs.retain(|pair| {
        kept[pair.left] += 1;
        kept[pair.left] <= KEPT
    });
    // A figure is proposed for one other only: its best that is still free.
    let (mut taken_left, mut taken_right) = (BTreeSet::new(), BTreeSet::new());
    let mut propose = |pair: &Pair| {
        let free = pair.proposed() && !taken_left.contains(&pair.left) && !taken_right.contains(&pair.right);
        free && taken_left.insert(pair.left) && taken_right.insert(pair.right)
    };
    pairs
        .iter()
        .map(|pair| {
            let (x, y) = (&a.figures[pair.left], &b.figures[pair.right]);
            Comparable {
                left: x.figure.id,
                right: y.figure.id,
                relation: pair.relation(x, y),
                score: pair.score,
                accepted: propose(pair),
                reasons: pair.reasons(x, y),
            }
        })
        .collect()
}

/// How surely two figures of one article count things of one class, by the subject, the words before and those after of
/// each, from 0 to 1.
pub(super) fn one_class(x: (&Figure, &[String; 3]), y: (&Figure, &[String; 3])) -> f64 {
    let counted = |(figure, words): (&Figure, &[String; 3])| {
        let [subject, before, after] = words.each_ref().map(|words| folded(words));
        let (subject, unit) = (quantity::unquoted(&subject), folded(&figure.unit));
        let told =
            counted::Words { noun: "", subject: &subject, unit: &unit, before: &before, after: &after, earlier: "" };
        counted::Counted::of(&told, figure.kind, &dimension::Dimension::of(figure), false)
    };
    counted::things(&counted(x), &counted(y)).shared
}

fn folded(text: &str) -> String {
    fold::folded(text).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::script::{OpenCc, Vocabulary, normalize};

    /// The accepted pairs of two texts, as `surface surface`, those of one measure with =.
    fn pairs(left: &str, right: &str) -> Vec<String> {
        let (converter, vocabulary) = (OpenCc::new().unwrap(), Vocabulary::builtin());
        let read = |name: &str, text: &str| {
            let article = Article::from_text(name, text);
            let figures = crate::figures::read(&article, None);
            let normalized = normalize(&article, &converter, &vocabulary);
            (article, figures, normalized)
        };
        let (a, b) = (read("a", left), read("b", right));
        let found = comparables(
            Side { article: &a.0, figures: &a.1, normalized: &a.2 },
            Side { article: &b.0, figures: &b.1, normalized: &b.2 },
            &all(&a.0, &b.0),
        );
        let words = |side: &(Article, Vec<Figure>, Normalized), id: FigureId| {
            side.0.text.slice(side.1[id.0 as usize].span).to_owned()
        };
        found
            .iter()
            .filter(|pair| pair.accepted)
            .map(|pair| {
                assert!((0.0..=1.0).contains(&pair.score), "{pair:?}");
                let sign = if pair.relation == Relation::Same { "=" } else { "~" };
                format!("{} {sign} {}", words(&a, pair.left), words(&b, pair.right))
            })
            .collect()
    }

    /// As if every passage answered every other.
    fn all(left: &Article, right: &Article) -> Nearness {
        let rights = || right.passages.iter().map(|p| p.id);
        left.passages.iter().flat_map(|l| rights().map(move |r| ((l.id, r), 0.4))).collect()
    }

    fn check(left: &str, right: &str, want: &[&str]) {
        let (mut got, mut want) = (pairs(left, right), want.to_vec());
        got.sort();
        want.sort_unstable();
        assert_eq!(got, want, "{left} / {right}");
    }

    #[test]
    fn one_quantity_in_many_words() {
        check("话题阅读量突破3亿次。", "主題影片觀看人次達9,000萬。", &["3亿次 ~ 9,000萬"]);
        check("处置违规账号860个。", "平臺停權帳號1,204個。", &["860个 ~ 1,204個"]);
        check("反诈中心止付涉案资金4.2亿元。", "銀行攔阻詐騙款1.3億元。", &["4.2亿元 ~ 1.3億元"]);
        check(
            "查出漏洞1200个，整改率由70%升至96%。",
            "挖出弱點310個，修補率達九成一。",
            &["1200个 ~ 310個", "96% ~ 九成一"],
        );
        check("农户户均增收2300元。", "果農平均每戶多賺8,000元。", &["2300元 ~ 8,000元"]);
    }

    #[test]
    fn both_shores_have_words_for_it() {
        check(
            "网络文明志愿者4.1万名，开展宣讲320场。",
            "數位志工招募1萬2千名，辦理講座150場。",
            &["4.1万名 ~ 1萬2千名", "320场 ~ 150場"],
        );
        check("拦截网络攻击1.2亿次。", "阻擋惡意連線6,400萬次。", &["1.2亿次 ~ 6,400萬次"]);
        check("完成86家网站适老化改造。", "無障礙改善網站120個。", &["86家 ~ 120個"]);
        check("远程会诊服务患者2.1万人次。", "遠距醫療看診1萬4千人次。", &["2.1万人次 ~ 1萬4千人次"]);
        check("办事材料平均精简72%。", "申請文件減少四成五。", &["72% ~ 四成五"]);
        check("发放宣传册12万份。", "印製手冊6萬本。", &["12万份 ~ 6萬本"]);
        check("培训农村电商人才2600人。", "培育青農直播主480人。", &["2600人 ~ 480人"]);
    }

    #[test]
    fn what_was_pairs_with_nothing() {
        check("会员单位由首轮的97家增至253家。", "協會會員184家。", &["253家 ~ 184家"]);
    }

    #[test]
    fn a_rule_is_no_result() {
        check("罚款合计310万元。", "平台逾期未处置的，处5万元以上50万元以下罚款。", &[]);
    }

    #[test]
    fn so_many_more_are_not_all_there_are() {
        check("平台新增服务事项300项。", "平台服务事项增至1000项。", &[]);
        check("专线一天能拨提醒电话1.5万通。", "专线全年拨打提醒电话34万通。", &[]);
    }

    #[test]
    fn words_that_no_table_knows() {
        let (left, right) =
            ("流感疫苗接种63.8万剂，住院手术38.7万例。", "流感疫苗施打9萬8,700劑，住院手術3萬1,460例。");
        check(left, right, &["63.8万剂 ~ 9萬8,700劑", "38.7万例 = 3萬1,460例"]);
    }

    #[test]
    fn one_head_noun() {
        check("全县高标准农田面积32万亩。", "全市高标准农田面积2.1万公顷。", &["32万亩 ~ 2.1万公顷"]);
        check("全省常住人口4200万人。", "全市常住人口380万人。", &["4200万人 = 380万人"]);
    }

    #[test]
    fn what_is_not_comparable() {
        check("组织中央和省市媒体20多家。", "登記成立網路社會組織177家。", &[]);
        check("全省实施项目120个。", "全市完成項目35個。", &[]);
        check("景区接待游客30万人次。", "景区接待游客2万人。", &[]);
        check("网络零售额增长12%。", "网络零售额占比12%。", &[]);
        check("企业营业收入3亿元。", "户均收入3万元。", &[]);
        check("帮扶企业200家。", "走访企业300家。", &[]);
    }

    #[test]
    fn currencies_stand_side_by_side() {
        check("贷款余额3亿元。", "貸款餘額2億美元。", &["3亿元 ~ 2億美元"]);
    }

    #[test]
    fn a_word_in_passing_makes_no_pair() {
        // Whose something is tells less than what it is.
        check("网红商会为学童讲课，惠及学童1200名。", "直播工会成员2300名。", &[]);
        check("商会会员43家。", "社区志愿服务站43个。", &[]);
        check("发布短剧312部。", "挖椰子短片在印尼播放1300万遍。", &[]);
        check("公园共享单车8000辆。", "污水处理厂12座。", &[]);
    }

    #[test]
    fn a_target_is_no_result() {
        check("全市建成5G基站3.2万个。", "到2030年，全县力争建成5G基站800个。", &[]);
        check("到2028年，力争建成5G基站3.2万个。", "到2030年，力争建成5G基站800个。", &["3.2万个 = 800个"]);
    }
}
