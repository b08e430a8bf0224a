//! How far two measures answer each other, and why.
//!
//! What they are for says most: in both names, in one name and around the other, around both. Then come where they
//! stand (passages that are each other's best, the theme), what they are, and whether any other measure of either
//! article is for the same. The weights were fitted on pairs of articles, each checked with those of the others.

use super::MeasureKind;
use super::counterparts::Reason;
use super::lexicon::{Lexicon, Office};
use super::profiles::Profile;

/// A function that both names say, by whether it is a subject or a mere form, and further ones.
const NAMED: f64 = 1.5;
const NAMED_FORM: f64 = 1.4;
const NAMED_MORE: f64 = 1.0;
/// A function that one name says and the words around the other.
const NAMED_ONCE: f64 = 1.0;
/// A function that the words around both say.
const AROUND: f64 = 1.2;
/// A function that no other measure of either article has.
const ALONE: f64 = 2.2;
/// Passages that are each other's best.
const PASSAGES: f64 = 2.1;
const SAME_THEME: f64 = 1.2;
/// One's theme among those of the other's passages.
const NEAR_THEME: f64 = 0.35;
const FACETS: f64 = 1.05;
const KINDS: f64 = 1.25;
/// Names of one form; names of different forms lose as much.
const FORM: f64 = 0.5;
/// All of the above.
const MOST: f64 =
    NAMED + NAMED_FORM + NAMED_MORE + NAMED_ONCE + AROUND + ALONE + PASSAGES + SAME_THEME + FACETS + KINDS + FORM;
/// Functions that are forms say so much less.
const FORM_SAYS: f64 = 0.5;
/// A measure has a function that is so sure.
const SURE: f64 = 0.5;
/// Words around both that say so much make a subject plain.
const PLAIN: f64 = 0.6;
/// Further functions that count.
const MOST_NAMED: usize = 3;
/// Passages that are so nearly each other's best are a reason.
const ONE_THING: f64 = 0.5;
/// What is not the same name scores less than what is.
const LESS_THAN_SAME: f64 = 0.99;

/// How far two measures answer each other.
pub(super) struct Likeness {
    /// 0 to 1.
    pub score: f64,
    /// Things of such kinds can be each other's counterpart.
    pub eligible: bool,
    pub reasons: Vec<Reason>,
}

/// What two articles' measures are compared by: which functions are how common among them.
pub(super) struct Scale<'a> {
    lexicon: &'a Lexicon,
    /// Measures of the left and the right article by function.
    having: [Vec<usize>; 2],
}

impl<'a> Scale<'a> {
    pub fn new(lefts: &[Profile<'_>], rights: &[Profile<'_>], lexicon: &'a Lexicon) -> Self {
        let count = |profiles: &[Profile<'_>]| {
            let having = |at: usize| profiles.iter().filter(|p| p.offices[at].sure() >= SURE).count();
            (0..lexicon.functions.len()).map(having).collect()
        };
        Self { lexicon, having: [count(lefts), count(rights)] }
    }

    /// `best`: how nearly their passages are each other's best.
    pub fn compare(&self, l: &Profile<'_>, r: &Profile<'_>, best: f64) -> Likeness {
        if l.names.iter().any(|name| r.names.contains(name)) {
            return Likeness { score: 1.0, eligible: true, reasons: vec![Reason::SameName] };
        }
        let mut reasons = Vec::new();
        let (office, speaks) = self.office(l, r, &mut reasons);
        let same_theme = l.theme.is_some() && l.theme == r.theme;
        let has = |profile: &Profile<'_>, theme| profile.themes.contains(&theme);
        let near_theme = l.theme.is_some_and(|t| has(r, t)) || r.theme.is_some_and(|t| has(l, t));
        let theme = match (same_theme, near_theme) {
            (true, _) => SAME_THEME,
            (_, true) => NEAR_THEME,
            _ => 0.0,
        };
        let facets = jaccard(l.facets.len(), r.facets.len(), l.facets.intersection(&r.facets).count());
        let kin = kinship(l.kind, r.kind);
        let shared_form = l.forms.intersection(&r.forms).next();
        let form = match shared_form {
            Some(_) => FORM,
            None if l.forms.is_empty() || r.forms.is_empty() => 0.0,
            None => -FORM,
        };
        let sum = office + PASSAGES * best + theme + FACETS * facets + KINDS * kin + form;

        reasons.extend(l.theme.filter(|_| same_theme).map(Reason::Theme));
        reasons.extend(l.facets.intersection(&r.facets).map(|&(theme, facet)| Reason::Facet { theme, facet }));
        reasons.extend((l.kind == r.kind).then_some(Reason::Kind(l.kind)));
        reasons.extend(shared_form.map(|&at| Reason::Form(self.lexicon.forms[at].id.clone())));
        reasons.extend((best >= ONE_THING).then_some(Reason::Passages));
        // A saying answers a saying, one of a class of things does not answer the class, and what are no kin in kind, or
        // have neither a theme nor a subject in common, are at most related: two rules need not rule the same.
        let saying = [l.kind, r.kind].iter().any(|kind| !kind.is_deed()) && l.kind != r.kind;
        let eligible = kin > 0.0 && l.class == r.class && !saying && (speaks || theme > 0.0);
        Likeness { score: (sum / MOST).clamp(0.0, LESS_THAN_SAME), eligible, reasons }
    }

    /// What the functions of the two add, and whether a subject is plainly the same; what says most is a reason.
    fn office(&self, l: &Profile<'_>, r: &Profile<'_>, reasons: &mut Vec<Reason>) -> (f64, bool) {
        let (mut subject, mut form, mut named) = (0.0f64, 0.0f64, 0usize);
        let (mut once, mut around, mut alone) = (0.0f64, 0.0f64, 0.0f64);
        let mut telling: Option<(f64, usize, bool)> = None;
        for (at, function) in self.lexicon.functions.iter().enumerate() {
            let (a, b): (Office, Office) = (l.offices[at], r.offices[at]);
            let says = if function.form { FORM_SAYS } else { 1.0 };
            let both = a.named && b.named;
            if both {
                named += 1;
                if function.form { form = 1.0 } else { subject = 1.0 }
            }
            let one = f64::from(u8::from(a.named)) * b.around;
            let other = f64::from(u8::from(b.named)) * a.around;
            once = once.max(says * one.max(other));
            around = around.max(says * a.around.min(b.around));
            let sure = a.sure().min(b.sure());
            if sure >= SURE {
                let share = |side: usize| 1.0 / self.having[side][at].max(1) as f64;
                alone = alone.max((share(0) + share(1)) / 2.0);
            }
            let weight = says * (sure + if both { 1.0 } else { 0.0 });
            if weight > 0.0 && telling.is_none_or(|(held, ..)| weight > held) {
                telling = Some((weight, at, both));
            }
        }
        reasons.extend(
            telling.map(|(_, at, named)| Reason::Function { id: self.lexicon.functions[at].id.clone(), named }),
        );
        let more = named.min(MOST_NAMED) as f64 / MOST_NAMED as f64;
        let sum = NAMED * subject
            + NAMED_FORM * form
            + NAMED_MORE * more
            + NAMED_ONCE * once
            + AROUND * around
            + ALONE * alone;
        (sum, subject > 0.0 || around >= PLAIN)
    }
}

fn jaccard(left: usize, right: usize, both: usize) -> f64 {
    if both == 0 { 0.0 } else { both as f64 / (left + right - both) as f64 }
}

/// Kinds that do each other's work: a campaign is a programme for a season, rules are a system on paper.
fn kinship(l: MeasureKind, r: MeasureKind) -> f64 {
    use MeasureKind::{Campaign, Document, Facility, Initiative, Model, Organisation, Programme, System, Work};
    if l == r {
        return 1.0;
    }
    match (l.min(r), l.max(r)) {
        (Programme, Campaign | System | Initiative | Model | Facility | Work) => 0.5,
        (Campaign, Initiative | Work) => 0.5,
        (System, Model | Document | Facility | Organisation) | (Model, Document) | (Organisation, Facility) => 0.5,
        _ => 0.0,
    }
}
