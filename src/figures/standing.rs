//! How figures stand: reported, under way, planned, by what their sentence says, and where it says nothing by what the
//! article is about to tell.
//!
//! An article reports: what it tells without a word of planning is achieved. Under a heading such as 下一步打算, in a plan,
//! and after a plan in the same passage, it is planned; in a set of rules it is one of them.

use super::grammar::Reading;
use std::collections::BTreeMap;

use super::{Figure, Kind, Modifier, Tier, leaning, tariff};
use crate::article::{Article, PassageId, Role};
use crate::status::{self, Sentence, Setting, Status, Strength};
use crate::text::{CharIndex, Span, Text};

/// Reads the status of figures in their order, each sentence once.
pub struct Statuses<'a> {
    text: &'a Text,
    folded: &'a [char],
    /// The sentence that was read last, and where it ends.
    sentence: Option<(usize, Sentence)>,
}

impl<'a> Statuses<'a> {
    /// A line without a full stop is read in pieces of about so many code points.
    const LONG: usize = 1000;

    pub fn new(text: &'a Text, folded: &'a [char]) -> Self {
        Self { text, folded, sentence: None }
    }

    /// What the sentence says of the figure, by a word that says so or a plain verb of doing.
    pub fn of(&mut self, reading: &Reading) -> Option<status::Reading> {
        if !matches!(reading.tier, Tier::Figure) {
            return None;
        }
        let (start, end) = (reading.start as usize, reading.end as usize);
        if self.sentence.as_ref().is_none_or(|(to, _)| end > *to) {
            let stop = |c: &char| matches!(c, '。' | '！' | '？' | '；' | '\n');
            let far = start.saturating_sub(Self::LONG / 4);
            let from = self.folded[far..start].iter().rposition(stop).map_or(far, |i| far + i + 1);
            let limit = self.folded.len().min(end + Self::LONG);
            let to = self.folded[end..limit].iter().position(stop).map_or(limit, |i| end + i + 1);
            self.sentence = Some((to, Sentence::read(self.text, Span::new(from as u32, to as u32))));
        }
        let (_, sentence) = self.sentence.as_ref()?;
        let said = sentence.of(Span::new(reading.start, reading.end))?;
        // 票价不得高于5元，新装设备260台: what a rule leaves open is counted, not asked for.
        let counted = reading.kind == Kind::Count && reading.modifier == Modifier::Exact;
        let elsewhere = || self.folded[(said.cue.end.0 as usize).min(start)..start].contains(&'，');
        (said.status != Status::Principle || !counted || !elsewhere()).then_some(said)
    }
}

/// Gives the figures of an article the status that their sentences leave open. `said`: what each sentence says of its
/// figure, in the order of `figures`.
///
/// `year`: of the article, if it is known. A plan that tells of a year before its own reports.
pub fn settle(article: &Article, figures: &mut [Figure], said: &[Option<status::Reading>], year: Option<i32>) {
    let settings = status::settings(article);
    let times = Times::of(article, figures, year);
    // The passage that was read last, and whether it plans.
    let mut passage: (Option<PassageId>, bool) = (None, false);
    let mut last = CharIndex(0);
    for n in 0..figures.len() {
        let (before, rest) = figures.split_at_mut(n);
        let (Some(figure), said) = (rest.first_mut(), &said[n]) else { continue };
        if figure.tier != Tier::Figure {
            continue;
        }
        if passage.0 != figure.passage {
            passage = (figure.passage, plans_all(&settings, figure));
        } else if plans_all(&settings, figure) {
            // A plan that tells a result goes on planning in its next sentence.
            passage.1 |= article.text.slice(Span::new(last.0, figure.span.start.0.max(last.0))).contains('。');
        }
        last = figure.span.end;
        if let Some(years) = times.of_column(figure, &article.text) {
            // What is yet to come is aimed at; a year that is past was reached, also in a plan.
            let plans = years > 0 || years == 0 && plans_all(&settings, figure);
            figure.status = Some(if plans { Status::Planned } else { Status::Achieved });
            continue;
        }
        let time = times.around(figure, &article.text);
        if figure.passage.is_some_and(|p| settings[p.0 as usize].rules) {
            // Measures of support in articles also tell last year's result, and where they want to be.
            figure.status = Some(match time {
                Some(When::Past) => Status::Achieved,
                Some(When::Coming) => Status::Planned,
                None => match said.filter(|said| said.strength == Strength::Marked).map(|said| said.status) {
                    Some(Status::Planned) => Status::Planned,
                    Some(Status::Achieved) => Status::Achieved,
                    _ => Status::Principle,
                },
            });
            continue;
        }
        let marked = said.filter(|said| said.strength == Strength::Marked);
        if plans_all(&settings, figure)
            && time == Some(When::Past)
            && marked.is_none_or(|s| s.status != Status::Planned)
        {
            figure.status = Some(Status::Achieved);
            continue;
        }
        // 已建成9.8万个，今年新建2.3万个: the plan goes on.
        let goes_on = |said: &status::Reading| {
            let began = figure.period.is_some_and(|period| period.start >= said.cue.end);
            said.status == Status::Achieved && time == Some(When::Coming) && began
        };
        let said = if plans_all(&settings, figure) { said.filter(|said| !goes_on(said)) } else { *said };
        let plainly = said.is_some_and(|said| {
            let bound = said.status == Status::Principle && status::bounds(article.text.slice(said.cue));
            // 建成, 加快推进: in a plan they promise.
            let promised = passage.1 && status::promised(&said, article.text.slice(said.cue));
            said.strength == Strength::Marked && !bound && !promised
        });
        match said {
            Some(said) if plainly => {
                if said.status == Status::Planned {
                    passage.1 |= said.reaches;
                } else if said.status == Status::Achieved {
                    passage.1 = false;
                }
            }
            None if passage.1 => figure.status = Some(Status::Planned),
            Some(said) if passage.1 && (said.status == Status::Principle || plans_all(&settings, figure)) => {
                figure.status = Some(Status::Planned);
            }
            None => figure.status = Some(Status::Achieved),
            Some(_) => {}
        }
        finish(&article.text, before, figure, said);
    }
}

/// The same for a line that stands by itself: what it plans goes on, what it does not plan it tells.
pub fn settle_line(text: &Text, figures: &mut [Figure], said: &[Option<status::Reading>]) {
    let mut plans = false;
    for n in 0..figures.len() {
        let (before, rest) = figures.split_at_mut(n);
        let (Some(figure), said) = (rest.first_mut(), said[n]) else { continue };
        if figure.tier != Tier::Figure {
            continue;
        }
        match said.filter(|said| said.strength == Strength::Marked).map(|said| said.status) {
            Some(Status::Planned) => plans |= said.is_some_and(|said| said.reaches),
            Some(Status::Achieved) => plans = false,
            Some(_) => {}
            None if plans => figure.status = Some(Status::Planned),
            None => figure.status = figure.status.or(Some(Status::Achieved)),
        }
        finish(text, before, figure, said);
        // A line has no article around it that reports: its words alone tell what is set.
        let told = figure.status == Some(Status::Achieved) && said.is_none_or(|said| said.strength == Strength::Told);
        if told && leaning::is_set(text, figure) {
            figure.status = Some(Status::Principle);
        }
    }
    calls(text, figures);
}

/// A call tells whom or what it wants, then the rules: 招募青年24组，每组奖励50万元.
fn calls(text: &Text, figures: &mut [Figure]) {
    /// How far before a number the word of a call stands, in code points.
    const FAR: u32 = 20;
    const CALLS: [&str; 8] = ["招聘", "招募", "招收", "招考", "征集", "徵集", "遴选", "遴選"];
    for n in 1..figures.len() {
        let [.., wanted, rule] = &mut figures[..=n] else { continue };
        let between = text.slice(Span::new(wanted.span.end.0, rule.span.start.0.max(wanted.span.end.0)));
        let start = wanted.span.start.0;
        let lead = text.slice(Span::new(start.saturating_sub(FAR), start));
        let clause = lead.rsplit(['，', ',', '。', '；', '\n']).next().unwrap_or_default();
        let open = wanted.status == Some(Status::Achieved) && wanted.kind == Kind::Count && wanted.period.is_none();
        let asks = CALLS.iter().any(|word| clause.contains(word)) && !clause.contains(['已', '共', '了']);
        if open && asks && rule.status == Some(Status::Principle) && !between.contains(['。', '\n']) {
            wanted.status = Some(Status::Planned);
        }
    }
}

/// What the figure before and the words beside say of how a figure stands.
fn finish(text: &Text, before: &[Figure], figure: &mut Figure, said: Option<status::Reading>) {
    let marked = said.is_some_and(|said| said.strength == Strength::Marked);
    if figure.status == Some(Status::Planned) && starts_from(text, figure) {
        figure.status = Some(Status::Achieved);
    } else if !marked && tariff::is_set(text, before, figure) {
        figure.status = Some(Status::Principle);
    }
}

/// Whether a figure is what a change starts from: 从12个社区扩到104个.
fn starts_from(text: &Text, figure: &Figure) -> bool {
    const FAR: u32 = 16;
    let (start, end) = (figure.span.start.0, figure.span.end.0);
    let after = text.slice(Span::new(end, text.span().end.0.min(end + FAR)));
    let clause = after.split(['，', ',', '。', '；', '\n']).next().unwrap_or_default();
    let from = start > 0 && text.slice(Span::new(start - 1, start)).contains(['由', '从', '從']);
    from && clause.contains(['至', '到', '为', '為']) && clause.contains(|c: char| c.is_numeric() || is_numeral(c))
}

fn is_numeral(c: char) -> bool {
    "一二三四五六七八九十百千万萬亿億两兩".contains(c)
}

/// When a clause is about, seen from the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum When {
    Past,
    /// The article's own year, or a later one.
    Coming,
}

/// The dates of an article, as years.
struct Times {
    /// By the start of each date, how many years after the article's its last year is.
    dates: BTreeMap<CharIndex, i32>,
}

impl Times {
    fn of(article: &Article, figures: &[Figure], year: Option<i32>) -> Self {
        let dates = || figures.iter().filter(|figure| figure.kind == Kind::Date);
        // A plan's span of years begins in its title.
        let title = |figure: &&Figure| {
            figure.passage.is_some_and(|p| matches!(article.passage(p).role, Role::Title | Role::Heading))
        };
        let named = || dates().find(title).and_then(|figure| years(figure.date.as_deref()?).first().copied());
        let now = year.or_else(|| named().and_then(|year| year.ok()));
        let when = |figure: &Figure| {
            let last = years(figure.date.as_deref()?).pop()?;
            let after = match last {
                Ok(year) => year - now?,
                Err(relative) => relative,
            };
            Some((figure.span.start, after))
        };
        Self { dates: dates().filter_map(when).collect() }
    }

    /// When the sentence of a figure is about, by the period that it names.
    fn around(&self, figure: &Figure, text: &Text) -> Option<When> {
        let period = figure.period.filter(|period| period.end <= figure.span.start)?;
        let between = text.slice(Span::new(period.end.0, figure.span.start.0));
        let years = self.dates.get(&period.start)?;
        (!between.contains(['。', '；', '\n'])).then_some(if *years < 0 { When::Past } else { When::Coming })
    }

    /// How many years after the article's the year of a figure's column is: that of no line of its own.
    fn of_column(&self, figure: &Figure, text: &Text) -> Option<i32> {
        let period = figure.period.filter(|period| period.end <= figure.span.start)?;
        let between = text.slice(Span::new(period.end.0, figure.span.start.0));
        let row = between.rsplit_once('\n')?.1.trim_start();
        status::is_row(row).then(|| self.dates.get(&period.start).copied())?
    }
}

/// The years of a date in EDTF, or how far they lie from the article's.
fn years(date: &str) -> Vec<Result<i32, i32>> {
    let year = |part: &str| {
        let Some(rest) = part.strip_prefix('Y') else { return part.get(..4)?.parse().ok().map(Ok) };
        let sign = if rest.starts_with('-') { -1 } else { 1 };
        let number = rest.get(1..).unwrap_or_default().split('-').next().unwrap_or_default();
        // Y-1-09 is September of last year, Y-09 of this one.
        Some(Err(if number.len() == 1 { sign * number.parse::<i32>().ok()? } else { 0 }))
    };
    date.split('/').filter_map(year).collect()
}

fn plans_all(settings: &[Setting], figure: &Figure) -> bool {
    figure.passage.is_some_and(|p| settings[p.0 as usize].plans)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::read;

    /// The status of each figure of an article.
    fn check(article: &str, want: &[Option<Status>]) {
        let article = Article::from_text("a", article);
        let got: Vec<Option<Status>> =
            read(&article, None).iter().filter(|f| f.tier == Tier::Figure).map(|f| f.status).collect();
        assert_eq!(got, want, "{}", article.text.as_str());
    }

    #[test]
    fn what_is_told_is_achieved_unless_it_is_planned() {
        use Status::{Achieved, Planned};
        check("县里的日子\n\n全县有驿站32座，骑手2万人。", &[Some(Achieved), Some(Achieved)]);
        check("县里的日子\n\n明年将建成驿站32座。另配电池柜60个。", &[Some(Planned), Some(Planned)]);
        check(
            "县里的日子\n\n明年将建成驿站32座。去年已建成20座，配电池柜60个。",
            &[Some(Planned), Some(Achieved), Some(Achieved)],
        );
        check("2023年末，全县驿站32座。", &[Some(Achieved)]);
    }

    #[test]
    fn what_is_set_by_rule_in_a_line() {
        use Status::{Achieved, Planned, Principle};
        let check = |line: &str, want: &[Status]| {
            let got: Vec<Status> = crate::figures::read_line(line)
                .iter()
                .filter(|f| f.tier == Tier::Figure)
                .filter_map(|f| f.status)
                .collect();
            assert_eq!(got, want, "{line}");
        };
        check("驿站托管费每月850元，物业费1.2元，全县驿站32座。", &[Principle, Principle, Achieved]);
        check("水价第一阶梯每吨2.9元，第二阶梯3.8元。", &[Principle, Principle]);
        check("骑手每单增收3元，每月收入4,200元。", &[Achieved, Achieved]);
        check("骑手年龄18至55周岁，按8%缴纳社保。", &[Principle, Principle]);
        check("争取资金1,260万元，争取年底前建驿站12座。", &[Achieved, Planned]);
        check("计划把驿站由32座增至60座，配电池柜90个。", &[Achieved, Planned, Planned]);
        check("贷款额度最高200万元，每站限2台。", &[Principle, Principle]);
        check("噪声不超过60分贝，目前实测48分贝。", &[Principle, Achieved]);
        check("每站骑手不超过45人，已清退骑手120人。", &[Principle, Achieved]);
    }

    #[test]
    fn rules_are_principle_and_lists_go_on_planning() {
        use Status::{Achieved, Planned, Principle};
        check(
            "县城停车场管理办法（试行）\n\n停车场面积为500平方米，配备管理员3名。",
            &[Some(Principle), Some(Principle)],
        );
        check("县里的日子\n\n第二十一条　未备案的，并处一万元以下的罚款。", &[Some(Principle)]);
        check("县里骑手若干措施实施效果的评估报告\n\n第三条（电池柜）。设电池柜120个。", &[Some(Achieved)]);
        check(
            "县里支持骑手若干措施\n（2025年3月1日）\n\n第一条　到2027年，建驿站60座。\n\n第二条　2024年，全县驿站32座。新建驿站的，奖励2万元。",
            &[Some(Planned), Some(Achieved), Some(Principle)],
        );
        check(
            "县里的日子\n\n全县驿站32座。明年将做好下列两件事：\n\n（一）设驿站12座。\n\n（二）设电池柜60个。",
            &[Some(Achieved), Some(Planned), Some(Planned)],
        );
        check("县里的日子\n\n普通门诊年度支付限额420元，报名费500元，名额30个。", &[Some(Principle); 3]);
    }

    #[test]
    fn a_heading_that_names_a_goal_tells_nothing() {
        use Status::{Achieved, Planned};
        check(
            "骑手友好城市2024年度报告\n\n目标十三　安全出行行动\n\n培训骑手300人次。\n\n三、夯实发展基础\n\n建成驿站12座。\n\n四、发展目标\n\n驿站36座。\n\n（一）培训\n\n培训骑手900人次。",
            &[Some(Achieved), Some(Achieved), Some(Planned), Some(Planned)],
        );
        check(
            "骑手服务三年行动计划（2025—2027年）\n\n一、工作基础\n\n驿站32座。\n\n二、重点任务\n\n驿站60座。",
            &[Some(Achieved), Some(Planned)],
        );
        check("骑手友好规划中期评估报告\n\n驿站32座。", &[Some(Achieved)]);
        check("骑手服务规划与融合：答记者问\n\n驿站32座。", &[Some(Achieved)]);
        check(
            "2024年骑手服务统计简报\n\n一、服务\n\n驿站32座。\n\n二、2025年工作\n\n驿站60座。",
            &[Some(Achieved), Some(Planned)],
        );
    }

    #[test]
    fn the_year_of_a_column_tells_how_its_cells_stand() {
        use Status::{Achieved, Planned};
        check(
            "骑手服务年度报告\n发布日期：2024年12月30日\n\n展望2025\n\n2025年，设驿站12座。\n\n附：主要指标\n指标　单位　2023年　2024年　2025年\n驿站　座　31　33　36\n骑手　名　420　500　520",
            &[
                Some(Planned),
                Some(Achieved),
                Some(Achieved),
                Some(Planned),
                Some(Achieved),
                Some(Achieved),
                Some(Planned),
            ],
        );
        check(
            "骑手服务年度报告\n\n二、下一步打算\n\n明年设驿站12座。\n\n表2　各区概况\n\n东区　　15座　　88%\n\n西区　　6座　　71%",
            &[Some(Planned), Some(Achieved), Some(Achieved), Some(Achieved), Some(Achieved)],
        );
    }

    #[test]
    fn headings_and_titles_plan() {
        use Status::{Achieved, Planned};
        check(
            "全县网信工作情况报告\n\n一、主要工作\n\n培训骑手300人次。\n\n二、下一步打算\n\n培训骑手不少于500人次，建设驿站12座。",
            &[Some(Achieved), Some(Planned), Some(Planned)],
        );
        check(
            "关于印发《全市数字乡村提升方案（2026—2028年）》的通知\n\n一、夯实底座\n\n建成5G基站1.2万个，全覆盖行政村300个。去年已建成基站900个。加快推进机房改造350个。",
            &[Some(Planned), Some(Planned), Some(Achieved), Some(Planned)],
        );
        check(
            "关于印发《全市数字乡村提升方案（2026—2028年）》的通知\n\n一、夯实底座\n\n2025年，全市拦截电话3200万次，挽回损失4.6亿元。建成基站1.2万个；2026年，拦截电话4000万次，试点县增至60个。截至2025年底，建成机房120个，今年新建30个。",
            &[
                Some(Achieved),
                Some(Achieved),
                Some(Planned),
                Some(Planned),
                Some(Planned),
                Some(Achieved),
                Some(Planned),
            ],
        );
        check("2026年全市网信工作要点\n\n建设驿站12座，接入事项不少于900项。", &[Some(Planned), Some(Planned)]);
    }
}
