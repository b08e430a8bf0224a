//! What an analyst sets right in the structure that the machine found.
//!
//! Plain data, applied to an article as it was loaded; the reference text and all offsets stay as they are. Knows nothing
//! of who corrects, or where corrections are kept.

use serde::{Deserialize, Serialize};

use super::structure;
use super::warning::LISTED;
use super::{Article, Passage, Role, Warning, WarningKind, variables};
use crate::text::{CharIndex, Span};

/// One thing set right. A span means the passages that it touches, at the time the correction is applied.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Correction {
    /// The passage that holds this code point breaks before it.
    Split { at: CharIndex },
    /// The passages that the span touches are one, in the role of the first.
    Join { span: Span },
    /// The first passage that the span touches plays this part. `level` counts for headings alone; without one a new heading
    /// takes the level of the heading before it.
    Role { span: Span, role: Role, level: Option<u8> },
    /// The first passage that the span touches says again what the one at `of` says, or says it for the first time. The later
    /// of two is the repeat.
    Repeat { span: Span, of: Option<Span> },
    /// The passages that the span touches are left out of the analysis: they are shown, and counted nowhere.
    Exclude { span: Span, reason: String },
}

impl Correction {
    fn span(&self) -> Span {
        match self {
            Self::Split { at } => Span { start: *at, end: CharIndex(at.0.saturating_add(1)) },
            Self::Join { span } | Self::Role { span, .. } | Self::Repeat { span, .. } | Self::Exclude { span, .. } => {
                *span
            }
        }
    }
}

impl Article {
    /// The article with its structure set right. Passages are cut, joined and named in the order given; then repeats are looked
    /// for anew, and what is said of repeats has the last word. A correction that finds nothing to correct is a warning.
    ///
    /// Starts from the article as loaded: give all corrections at once, not one after the other.
    #[must_use]
    pub fn corrected(&self, corrections: &[Correction]) -> Article {
        let mut article = self.clone();
        if corrections.is_empty() {
            return article;
        }
        let mut idle: Vec<Span> = Vec::new();
        let is_repeat = |c: &&Correction| matches!(c, Correction::Repeat { .. });
        for correction in corrections.iter().filter(|c| !is_repeat(c)) {
            if !article.reshape(correction) {
                idle.push(correction.span());
            }
        }
        structure::link(&article.text, &mut article.passages);
        for correction in corrections.iter().filter(is_repeat) {
            if !article.repeat(correction) {
                idle.push(correction.span());
            }
        }
        variables::from_text(&article.text, &article.passages, &mut article.variables);
        let end = article.text.len();
        if !idle.is_empty() {
            let kind = WarningKind::CorrectionWithoutEffect { count: idle.len() as u32 };
            let places = idle.into_iter().filter(|span| span.end.0 <= end).take(LISTED).collect();
            article.warnings.push(Warning { kind, places });
        }
        article
    }

    /// The article without what the machine found in its structure but where passages begin: each is a paragraph that
    /// repeats nothing, unless one of `corrections` says otherwise. Of an article in which these are made already.
    #[must_use]
    pub fn plain(&self, corrections: &[Correction]) -> Article {
        let mut article = self.clone();
        for passage in &mut article.passages {
            let said = |wanted: fn(&Correction) -> bool| {
                corrections.iter().any(|c| wanted(c) && c.span().overlaps(passage.span))
            };
            if !said(|c| matches!(c, Correction::Role { .. })) {
                (passage.role, passage.heading_level) = (Role::Paragraph, None);
            }
            if !said(|c| matches!(c, Correction::Repeat { of: Some(_), .. })) {
                passage.duplicate_of = None;
            }
            (passage.heading, passage.omission) = (None, false);
        }
        article
    }

    /// Whether the correction found what it speaks of.
    fn reshape(&mut self, correction: &Correction) -> bool {
        let touched = self.touched(correction.span());
        if touched.is_empty() {
            return false;
        }
        match correction {
            Correction::Split { at } => return self.split(touched.start, *at),
            Correction::Join { .. } => return self.join(touched),
            Correction::Role { role, level, .. } => {
                let before = self.passages[..touched.start].iter().rev().find_map(|p| p.heading_level);
                let passage = &mut self.passages[touched.start];
                let level = level.or(passage.heading_level).or(before).unwrap_or(1).clamp(1, 9);
                passage.role = *role;
                passage.heading_level = (*role == Role::Heading).then_some(level);
            }
            Correction::Exclude { reason, .. } => {
                for passage in &mut self.passages[touched] {
                    passage.excluded = Some(reason.clone());
                }
            }
            Correction::Repeat { .. } => {}
        }
        true
    }

    fn split(&mut self, n: usize, at: CharIndex) -> bool {
        let whole = &self.passages[n];
        let head = structure::trimmed(&self.text, Span { start: whole.span.start, end: at });
        let tail = structure::trimmed(&self.text, Span { start: at, end: whole.span.end });
        if head.is_empty() || tail.is_empty() {
            return false;
        }
        // What follows a heading in the same line is no heading.
        let role = if whole.role == Role::Heading { Role::Paragraph } else { whole.role };
        let second = Passage { span: tail, role, heading_level: None, ..whole.clone() };
        self.passages[n].span = head;
        self.passages.insert(n + 1, second);
        for passage in &mut self.passages[n..n + 2] {
            structure::read_sentences(&self.text, passage);
        }
        true
    }

    fn join(&mut self, touched: std::ops::Range<usize>) -> bool {
        if touched.len() < 2 {
            return false;
        }
        let end = self.passages[touched.end - 1].span.end;
        let first = &mut self.passages[touched.start];
        first.span.end = end;
        structure::read_sentences(&self.text, first);
        self.passages.drain(touched.start + 1..touched.end);
        true
    }

    fn repeat(&mut self, correction: &Correction) -> bool {
        let Correction::Repeat { span, of } = correction else { return false };
        let touched = self.touched(*span);
        if touched.is_empty() {
            return false;
        }
        let Some(of) = of else {
            self.passages[touched.start].duplicate_of = None;
            return true;
        };
        let (one, other) = (touched.start, self.touched(*of));
        if other.is_empty() || other.contains(&one) {
            return false;
        }
        let (first, again) = (one.min(other.start), one.max(other.start));
        // A repeat of a repeat repeats what was said first.
        let said = self.passages[first].duplicate_of.unwrap_or(self.passages[first].id);
        let id = self.passages[again].id;
        for passage in &mut self.passages[again..] {
            if passage.id == id || passage.duplicate_of == Some(id) {
                passage.duplicate_of = Some(said);
            }
        }
        true
    }

    /// The passages that share a code point with `span`, by place in the list.
    fn touched(&self, span: Span) -> std::ops::Range<usize> {
        let from = self.passages.partition_point(|p| p.span.end <= span.start);
        let to = self.passages.partition_point(|p| p.span.start < span.end);
        from..to.max(from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::PassageId;
    use proptest::prelude::*;

    const TEXT: &str = "数字政务让群众少跑腿\n\n一、建设平台\n\
        全省建成统一的政务服务平台，事项全部上网。群众办事更加方便。\n\
        记者看到\n各地还设立了自助终端，全天可用。\n\
        相关背景\n全省建成统一的政务服务平台，事项全部上网。群众办事更加方便。";

    fn article() -> Article {
        Article::from_text("x", TEXT)
    }

    /// Where `words` stand in the text, the last time.
    fn at(words: &str) -> Span {
        let byte = TEXT.rfind(words).unwrap();
        let start = TEXT[..byte].chars().count() as u32;
        Span::new(start, start + words.chars().count() as u32)
    }

    fn words(article: &Article) -> Vec<(&str, Role)> {
        article.passages.iter().map(|p| (article.text.slice(p.span), p.role)).collect()
    }

    fn passage<'a>(article: &'a Article, words: &str) -> &'a Passage {
        article.passage_at(at(words)).unwrap()
    }

    #[test]
    fn a_passage_breaks_and_joins() {
        let whole = words(&article()).len();
        let split = article().corrected(&[Correction::Split { at: at("群众办事").start }]);
        assert_eq!(split.passages.len(), whole + 1);
        assert_eq!(split.text, article().text);
        let tail = passage(&split, "群众办事");
        assert_eq!(split.text.slice(tail.span), "群众办事更加方便。");
        assert_eq!((tail.role, tail.sentences.len()), (Role::Paragraph, 1));
        assert_eq!(
            split.text.slice(split.passages[tail.id.0 as usize - 1].span),
            "全省建成统一的政务服务平台，事项全部上网。"
        );
        // Each half says again what the whole passage above says at its beginning or end.
        assert_eq!(split.passages[tail.id.0 as usize - 1].duplicate_of, Some(PassageId(2)));
        // Joined again it is as before.
        let again = [Correction::Split { at: at("群众办事").start }, Correction::Join { span: at("上网。群众") }];
        assert_eq!(article().corrected(&again).passages, article().passages);
        let both = Correction::Join { span: Span { start: at("记者看到").start, end: at("各地还设立").end } };
        let joined = article().corrected(&[both]);
        assert_eq!(joined.passages.len(), whole - 1);
        assert_eq!(joined.text.slice(passage(&joined, "自助终端").span), "记者看到\n各地还设立了自助终端，全天可用。");
        assert!(joined.passages.iter().enumerate().all(|(n, p)| p.id == PassageId(n as u32)));
    }

    #[test]
    fn a_heading_is_named_or_denied() {
        let plain =
            article()
                .corrected(&[Correction::Role { span: at("相关背景"), role: Role::Paragraph, level: Some(2) }]);
        let paragraph = passage(&plain, "相关背景");
        assert_eq!((paragraph.role, paragraph.heading_level), (Role::Paragraph, None));
        let third = Correction::Role { span: at("记者看到"), role: Role::Heading, level: Some(3) };
        let like_it = Correction::Role { span: at("各地还设立了"), role: Role::Heading, level: None };
        let article = article().corrected(&[third, like_it]);
        assert_eq!(passage(&article, "记者看到").heading_level, Some(3));
        assert_eq!(passage(&article, "各地还设立了").heading_level, Some(3), "the level of the heading before it");
        let title = Correction::Role { span: at("一、建设平台"), role: Role::Title, level: None };
        let body = Correction::Role { span: at("数字政务让"), role: Role::Boilerplate, level: None };
        let article = super::tests::article().corrected(&[title, body]);
        assert_eq!(article.variables.get(super::super::Variable::Title).unwrap().value, "一、建设平台");
    }

    #[test]
    fn what_follows_stands_under_the_new_heading() {
        let level = Correction::Role { span: at("记者看到"), role: Role::Heading, level: Some(2) };
        let article = article().corrected(&[level]);
        let heading = passage(&article, "记者看到").id;
        assert_eq!(passage(&article, "自助终端").heading, Some(heading));
    }

    #[test]
    fn repeats_are_the_analysts_word() {
        let (first, again) = (Span::new(20, 21), at("事项全部上网"));
        assert_eq!(passage(&article(), "事项全部上网").duplicate_of, Some(PassageId(2)));
        let not = article().corrected(&[Correction::Repeat { span: again, of: None }]);
        assert_eq!(passage(&not, "事项全部上网").duplicate_of, None);
        // Said of the earlier one, it is still the later that repeats; a repeat of a repeat leads to the first.
        let background = at("自助终端");
        let both = [Correction::Repeat { span: first, of: Some(background) }];
        let marked = article().corrected(&both);
        assert_eq!(passage(&marked, "自助终端").duplicate_of, Some(PassageId(2)));
        let chain = article().corrected(&[
            Correction::Repeat { span: background, of: Some(first) },
            Correction::Repeat { span: again, of: Some(background) },
        ]);
        assert_eq!(passage(&chain, "事项全部上网").duplicate_of, Some(PassageId(2)));
    }

    #[test]
    fn what_is_excluded_counts_nowhere_and_names_its_reason() {
        let out = Correction::Exclude { span: at("自助终端"), reason: "not about the province".into() };
        let article = article().corrected(&[out]);
        let passage = passage(&article, "自助终端");
        assert_eq!(passage.excluded.as_deref(), Some("not about the province"));
        assert!(!passage.counts());
        assert_eq!(article.passages.iter().filter(|p| p.excluded.is_some()).count(), 1);
    }

    #[test]
    fn a_correction_without_effect_is_a_warning() {
        let far = Span::new(100_000, 100_001);
        for correction in [
            Correction::Split { at: at("相关背景").start },
            Correction::Split { at: CharIndex(u32::MAX) },
            Correction::Join { span: at("相关背景") },
            Correction::Role { span: far, role: Role::Heading, level: None },
            Correction::Repeat { span: at("相关背景"), of: Some(at("相关背景")) },
            Correction::Repeat { span: at("相关背景"), of: Some(far) },
            Correction::Exclude { span: far, reason: String::new() },
        ] {
            let corrected = article().corrected(std::slice::from_ref(&correction));
            assert_eq!(corrected.passages, article().passages, "{correction:?}");
            assert_eq!(corrected.warnings.len(), 1, "{correction:?}");
            assert_eq!(corrected.warnings[0].kind, WarningKind::CorrectionWithoutEffect { count: 1 });
        }
        assert!(article().corrected(&[]).warnings.is_empty());
    }

    fn any_correction() -> impl Strategy<Value = Correction> {
        let length = TEXT.chars().count() as u32 + 4;
        let span = || (0..length, 0..40u32).prop_map(|(start, len)| Span::new(start, start + len));
        prop_oneof![
            (0..length).prop_map(|at| Correction::Split { at: CharIndex(at) }),
            span().prop_map(|span| Correction::Join { span }),
            (span(), any::<bool>(), any::<Option<u8>>()).prop_map(|(span, heading, level)| Correction::Role {
                span,
                role: if heading { Role::Heading } else { Role::Paragraph },
                level
            }),
            (span(), proptest::option::of(span())).prop_map(|(span, of)| Correction::Repeat { span, of }),
            span().prop_map(|span| Correction::Exclude { span, reason: "out".into() }),
        ]
    }

    proptest! {
        #[test]
        fn any_corrections_leave_an_article(corrections in proptest::collection::vec(any_correction(), 0..8)) {
            let (before, after) = (article(), article().corrected(&corrections));
            prop_assert_eq!(&after.text, &before.text);
            let letters = |article: &Article| -> String {
                let words = article.passages.iter().flat_map(|p| article.text.slice(p.span).chars());
                words.filter(|c| !c.is_whitespace()).collect()
            };
            prop_assert_eq!(letters(&after), letters(&before));
            for (n, passage) in after.passages.iter().enumerate() {
                prop_assert_eq!(passage.id, PassageId(n as u32));
                prop_assert!(passage.sentences.iter().all(|s| passage.span.covers(*s)));
                prop_assert!(passage.duplicate_of.is_none_or(|first| first < passage.id));
                prop_assert_eq!(passage.heading_level.is_some(), passage.role == Role::Heading);
            }
        }
    }
}
