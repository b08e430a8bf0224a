//! How figures stand: reported, under way, planned, by what their sentence says, and where it says nothing by what the
//! article is about to tell.
//!
//! An article reports: what it tells without a word of planning is achieved. Under a heading such as 下一步打算, in a plan,
//! and after a plan in the same passage, it is planned.

use super::grammar::Reading;
use super::{Figure, Tier};
use crate::article::{Article, PassageId};
use crate::status::{self, Sentence, Status, Strength};
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
        sentence.of(Span::new(reading.start, reading.end))
    }
}

/// Gives the figures of an article the status that their sentences leave open. `said`: what each sentence says of its
/// figure, in the order of `figures`.
pub fn settle(article: &Article, figures: &mut [Figure], said: &[Option<status::Reading>]) {
    let plans = status::plans(article);
    // The passage that was read last, and whether it plans.
    let mut passage: (Option<PassageId>, bool) = (None, false);
    let mut last = CharIndex(0);
    for (figure, said) in figures.iter_mut().zip(said) {
        if figure.tier != Tier::Figure {
            continue;
        }
        if passage.0 != figure.passage {
            passage = (figure.passage, plans_all(&plans, figure));
        } else if plans_all(&plans, figure) {
            // A plan that tells a result goes on planning in its next sentence.
            passage.1 |= article.text.slice(Span::new(last.0, figure.span.start.0.max(last.0))).contains('。');
        }
        last = figure.span.end;
        let plainly = said.is_some_and(|said| {
            let bound = said.status == Status::Principle && status::bounds(article.text.slice(said.cue));
            // 建成, 加快推进: in a plan they promise.
            let promised = passage.1 && status::promised(&said, article.text.slice(said.cue));
            said.strength == Strength::Marked && !bound && !promised
        });
        match said {
            Some(said) if plainly => {
                if said.status == Status::Planned {
                    passage.1 = true;
                } else if said.status == Status::Achieved {
                    passage.1 = false;
                }
            }
            None if passage.1 => figure.status = Some(Status::Planned),
            Some(said) if passage.1 && (said.status == Status::Principle || plans_all(&plans, figure)) => {
                figure.status = Some(Status::Planned);
            }
            None => figure.status = Some(Status::Achieved),
            Some(_) => {}
        }
    }
}

fn plans_all(plans: &[bool], figure: &Figure) -> bool {
    figure.passage.is_some_and(|p| plans[p.0 as usize])
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
        check("2026年全市网信工作要点\n\n建设驿站12座，接入事项不少于900项。", &[Some(Planned), Some(Planned)]);
    }
}
