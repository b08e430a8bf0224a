//! The codebook: themes, their facets, and the cues that speak for them. Plain data, read from TOML.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use toml::Spanned;

use super::ThemeIndex;
use super::matcher::Matcher;
use super::points::{Point, PointMatcher};
use crate::i18n::Lang;

/// A codebook file that cannot be used: where and why.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {reason}")]
pub struct CodebookError {
    /// Counted from 1.
    pub line: usize,
    pub reason: String,
}

/// A text in the three languages of the interface.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Names {
    #[serde(rename = "zh-Hans")]
    pub simplified: String,
    #[serde(rename = "zh-Hant")]
    pub traditional: String,
    #[serde(rename = "en")]
    pub english: String,
}

impl Names {
    pub fn in_lang(&self, lang: Lang) -> &str {
        match lang {
            Lang::SimplifiedChinese => &self.simplified,
            Lang::TraditionalChinese => &self.traditional,
            Lang::English => &self.english,
        }
    }
}

/// A text as a file gives it: one for readers of every language, or one for each.
#[derive(Deserialize)]
#[serde(untagged, expecting = "a text, or one for each of zh-Hans, zh-Hant and en")]
enum Wording {
    One(String),
    Each(Names),
}

impl From<Wording> for Names {
    fn from(wording: Wording) -> Self {
        match wording {
            Wording::One(text) => Self { simplified: text.clone(), traditional: text.clone(), english: text },
            Wording::Each(names) => names,
        }
    }
}

/// An sRGB colour, written `#rrggbb`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Rgb(pub [u8; 3]);

impl Rgb {
    fn parse(text: &str) -> Option<Self> {
        let hex = text.strip_prefix('#').filter(|hex| hex.len() == 6 && hex.is_ascii())?;
        let part = |at: usize| u8::from_str_radix(&hex[at..at + 2], 16).ok();
        Some(Self([part(0)?, part(2)?, part(4)?]))
    }
}

impl std::fmt::Display for Rgb {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let [r, g, b] = self.0;
        write!(f, "#{r:02x}{g:02x}{b:02x}")
    }
}

impl Serialize for Rgb {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A theme's colour on a light and on a dark ground.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Colour {
    pub light: Rgb,
    pub dark: Rgb,
}

/// How much a cue says by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Weight {
    /// Counts only in company, or under a heading of its theme.
    Weak,
    /// Counts with one other cue, or under a heading of its theme.
    Plain,
    /// Is enough alone.
    Strong,
}

impl Weight {
    /// What a cue of this weight adds to its theme's evidence; 1 is enough.
    pub fn value(self) -> f64 {
        match self {
            Weight::Weak => 0.25,
            Weight::Plain => 0.5,
            Weight::Strong => 1.0,
        }
    }
}

/// Objects and actions that together speak for a facet when both stand in one clause (账号 with 处置).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Family {
    pub of: Vec<String>,
    pub with: Vec<String>,
    pub weight: Weight,
}

/// One side of a theme, with the wordings that show it. Cues are mainland simplified.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Facet {
    pub id: String,
    pub name: Names,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub strong: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub plain: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub weak: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub families: Vec<Family>,
}

impl Facet {
    /// The cues with what each says by itself.
    pub fn cues(&self) -> impl Iterator<Item = (&str, Weight)> {
        [(&self.strong, Weight::Strong), (&self.plain, Weight::Plain), (&self.weak, Weight::Weak)]
            .into_iter()
            .flat_map(|(cues, weight)| cues.iter().map(move |cue| (cue.as_str(), weight)))
    }
}

/// A subject that passages are coded with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Theme {
    /// Permanent; what files and the command line say.
    pub id: String,
    pub name: Names,
    pub colour: Colour,
    pub definition: Names,
    pub example: String,
    /// An outcome that goes along with other subjects (benefit to people) rather than a subject that fills a
    /// section: it is added to a passage's themes and never inferred for a heading from what stands under it.
    pub accompanies: bool,
    /// Ids of themes that act upon its subjects: in a clause where one of them is said outright, cues of this theme
    /// name what is acted upon (整治直播带货乱象) and do not count.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub yields_to: Vec<String>,
    pub facets: Vec<Facet>,
}

/// Themes with their cues, checked and ready to match.
#[derive(Clone, Debug)]
pub struct Codebook {
    pub id: String,
    pub name: Names,
    pub themes: Vec<Theme>,
    /// Wordings in which no cue counts: names such as 网络安全和信息化委员会.
    pub masks: Vec<String>,
    /// What passages tell, finer than facets: what they answer each other by.
    pub points: Vec<Point>,
    pub(super) matcher: Matcher,
    pub(super) points_matcher: Arc<PointMatcher>,
}

/// Something in a codebook that works but is perhaps not meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodebookWarning {
    pub theme: String,
    pub facet: String,
    pub cue: String,
    /// The other theme that has the same cue; none for a cue that a mask hides.
    pub also_in: Option<String>,
}

impl std::fmt::Display for CodebookWarning {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { facet, cue, also_in, .. } = self;
        match also_in {
            Some(theme) => write!(f, "{facet}: {cue} speaks for {theme} too"),
            None => write!(f, "{facet}: {cue} never counts, a mask hides it"),
        }
    }
}

const ECOLOGY: &str = include_str!("../../assets/codebook_ecology.toml");
const BUILTIN: &str = include_str!("../../assets/codebook.toml");

impl Codebook {
    /// Cyber affairs of the provinces: the codebook that the program opens with.
    pub fn builtin() -> Self {
        Self::parse(BUILTIN).expect("a test parses the codebook that comes with the program")
    }

    /// Ecology and environment, the second codebook that comes with the program: another subject, the same machine.
    pub fn ecology() -> Self {
        Self::parse(ECOLOGY).expect("a test parses the codebook that comes with the program")
    }

    /// Strong cues that speak for two themes, and cues that a mask hides always.
    pub fn warnings(&self) -> Vec<CodebookWarning> {
        let mut owners: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for theme in &self.themes {
            for cue in theme.facets.iter().flat_map(|facet| &facet.strong) {
                owners.entry(cue).or_default().insert(&theme.id);
            }
        }
        let mut warnings = Vec::new();
        for theme in &self.themes {
            for facet in &theme.facets {
                for (cue, weight) in facet.cues() {
                    let warning = |also_in: Option<&str>| CodebookWarning {
                        theme: theme.id.clone(),
                        facet: facet.id.clone(),
                        cue: cue.to_owned(),
                        also_in: also_in.map(str::to_owned),
                    };
                    if self.masks.iter().any(|mask| cue.contains(mask.as_str())) {
                        warnings.push(warning(None));
                    }
                    if weight == Weight::Strong {
                        let others = owners[cue].iter().filter(|&&other| other != theme.id);
                        warnings.extend(others.map(|&other| warning(Some(other))));
                    }
                }
            }
        }
        warnings
    }

    /// No themes at all: alignment then goes by text alone.
    pub fn empty() -> Self {
        let file =
            File { id: String::new(), name: Names::default(), masks: Vec::new(), theme: Vec::new(), point: Vec::new() };
        Self::from_file(file, "").expect("nothing cannot be wrong")
    }

    /// Reads a codebook file. Refuses the first thing that is wrong, with its line.
    pub fn parse(text: &str) -> Result<Self, CodebookError> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let file: File = toml::from_str(text).map_err(|error| CodebookError {
            line: error.span().map_or(1, |span| line_of(text, span.start)),
            reason: error.message().to_owned(),
        })?;
        Self::from_file(file, text)
    }

    fn from_file(file: File, text: &str) -> Result<Self, CodebookError> {
        let mut check = Check { text, ids: BTreeSet::new() };
        let masks = check.cues(file.masks)?;
        let mut themes = Vec::with_capacity(file.theme.len());
        let ids: BTreeSet<String> = file.theme.iter().map(|theme| theme.id.get_ref().clone()).collect();
        for theme in file.theme {
            if let Some(other) = theme.yields_to.iter().find(|other| !ids.contains(other.get_ref())) {
                return check.fail(other, format!("there is no theme {:?} to yield to", other.get_ref()));
            }
            themes.push(check.theme(theme)?);
        }
        if themes.len() > usize::from(u16::MAX) {
            return Err(CodebookError { line: 1, reason: "more than 65535 themes".to_owned() });
        }
        let mut points = Vec::with_capacity(file.point.len());
        for PointIn { name, of, with } in file.point {
            if of.is_empty() {
                return check.fail(&name, format!("point {:?} has no words that tell it", name.get_ref()));
            }
            points.push(Point { name: name.into_inner(), of: check.cues(of)?, with: check.cues(with)? });
        }
        if points.len() > usize::from(u16::MAX) {
            return Err(CodebookError { line: 1, reason: "more than 65535 points".to_owned() });
        }
        let whole = |reason| CodebookError { line: 1, reason };
        let matcher = Matcher::new(&themes, &masks).map_err(whole)?;
        let points_matcher = Arc::new(PointMatcher::new(&points).map_err(whole)?);
        Ok(Self { id: file.id, name: file.name, themes, masks, points, matcher, points_matcher })
    }

    /// The theme at a place that a label of this codebook names.
    pub fn theme(&self, index: ThemeIndex) -> &Theme {
        &self.themes[usize::from(index.0)]
    }

    pub fn index_of(&self, id: &str) -> Option<ThemeIndex> {
        self.themes.iter().position(|theme| theme.id == id).map(|at| ThemeIndex(at as u16))
    }

    /// The file that [`Codebook::parse`] reads back to an equal codebook.
    pub fn to_toml(&self) -> String {
        let file =
            FileOut { id: &self.id, name: &self.name, masks: &self.masks, theme: &self.themes, point: &self.points };
        toml::to_string(&file).expect("strings, lists and tables of them are always TOML")
    }

    /// Names this very codebook: the first 12 hexadecimal digits of the SHA-256 of its file.
    pub fn fingerprint(&self) -> String {
        let digest = Sha256::digest(self.to_toml().as_bytes());
        digest.iter().take(6).map(|byte| format!("{byte:02x}")).collect()
    }
}

impl PartialEq for Codebook {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
            && self.name == other.name
            && self.themes == other.themes
            && self.masks == other.masks
            && self.points == other.points
    }
}

fn line_of(text: &str, byte: usize) -> usize {
    text.as_bytes()[..byte.min(text.len())].iter().filter(|&&b| b == b'\n').count() + 1
}

#[derive(Serialize)]
struct FileOut<'a> {
    id: &'a str,
    name: &'a Names,
    masks: &'a [String],
    theme: &'a [Theme],
    #[serde(skip_serializing_if = "<[Point]>::is_empty")]
    point: &'a [Point],
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    id: String,
    #[serde(default)]
    name: Names,
    #[serde(default)]
    masks: Vec<Spanned<String>>,
    #[serde(default)]
    theme: Vec<ThemeIn>,
    #[serde(default)]
    point: Vec<PointIn>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PointIn {
    name: Spanned<String>,
    of: Vec<Spanned<String>>,
    #[serde(default)]
    with: Vec<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ThemeIn {
    id: Spanned<String>,
    name: Names,
    colour: ColourIn,
    definition: Wording,
    #[serde(default)]
    example: String,
    #[serde(default)]
    accompanies: bool,
    #[serde(default)]
    yields_to: Vec<Spanned<String>>,
    #[serde(default)]
    facets: Vec<FacetIn>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ColourIn {
    light: Spanned<String>,
    dark: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FacetIn {
    id: Spanned<String>,
    #[serde(default)]
    name: Names,
    #[serde(default)]
    strong: Vec<Spanned<String>>,
    #[serde(default)]
    plain: Vec<Spanned<String>>,
    #[serde(default)]
    weak: Vec<Spanned<String>>,
    #[serde(default)]
    families: Vec<FamilyIn>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FamilyIn {
    of: Vec<Spanned<String>>,
    with: Vec<Spanned<String>>,
    weight: Weight,
}

/// What is checked beyond the grammar, with the line of what fails.
struct Check<'a> {
    text: &'a str,
    ids: BTreeSet<String>,
}

impl Check<'_> {
    fn fail<T>(&self, at: &Spanned<String>, reason: impl Into<String>) -> Result<T, CodebookError> {
        Err(CodebookError { line: line_of(self.text, at.span().start), reason: reason.into() })
    }

    /// An id of small Latin letters, digits, `_` and `-` that `seen` does not have yet.
    fn id(&self, id: &Spanned<String>, seen: &BTreeSet<String>) -> Result<String, CodebookError> {
        let text = id.get_ref();
        let good = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_' || c == '-';
        if text.is_empty() || !text.chars().all(good) {
            return self.fail(id, format!("id {text:?} is not made of a-z, 0-9, _ and -"));
        }
        if text == "none" {
            return self.fail(id, "id \"none\" stands for passages without a theme");
        }
        if seen.contains(text) {
            return self.fail(id, format!("id {text:?} is used twice"));
        }
        Ok(text.clone())
    }

    fn cues(&self, cues: Vec<Spanned<String>>) -> Result<Vec<String>, CodebookError> {
        for cue in &cues {
            if cue.get_ref().trim().is_empty() {
                return self.fail(cue, "a cue is empty");
            }
            if cue.get_ref().contains('\n') {
                return self.fail(cue, "a cue runs over a line end");
            }
        }
        Ok(cues.into_iter().map(|cue| cue.into_inner().trim().to_owned()).collect())
    }

    fn colour(&self, colour: &Spanned<String>) -> Result<Rgb, CodebookError> {
        match Rgb::parse(colour.get_ref()) {
            Some(rgb) => Ok(rgb),
            None => self.fail(colour, format!("colour {:?} is not written #rrggbb", colour.get_ref())),
        }
    }

    fn theme(&mut self, theme: ThemeIn) -> Result<Theme, CodebookError> {
        let id = self.id(&theme.id, &self.ids)?;
        self.ids.insert(id.clone());
        let colour = Colour { light: self.colour(&theme.colour.light)?, dark: self.colour(&theme.colour.dark)? };
        let mut ids = BTreeSet::new();
        let mut facets = Vec::with_capacity(theme.facets.len());
        for facet in theme.facets {
            let id = self.id(&facet.id, &ids)?;
            ids.insert(id.clone());
            let mut families = Vec::with_capacity(facet.families.len());
            for family in facet.families {
                families.push(Family {
                    of: self.cues(family.of)?,
                    with: self.cues(family.with)?,
                    weight: family.weight,
                });
            }
            facets.push(Facet {
                id,
                name: facet.name,
                strong: self.cues(facet.strong)?,
                plain: self.cues(facet.plain)?,
                weak: self.cues(facet.weak)?,
                families,
            });
        }
        let (name, definition, example) = (theme.name, theme.definition.into(), theme.example);
        let yields_to = theme.yields_to.into_iter().map(Spanned::into_inner).collect();
        Ok(Theme { id, name, colour, definition, example, accompanies: theme.accompanies, yields_to, facets })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_builtin_codebook_survives_its_own_file() {
        let codebook = Codebook::builtin();
        assert_eq!(Codebook::parse(&codebook.to_toml()).as_ref(), Ok(&codebook));
        assert_eq!(codebook.fingerprint().len(), 12);
        let ecology = Codebook::ecology();
        assert_eq!(Codebook::parse(&ecology.to_toml()).as_ref(), Ok(&ecology));
        assert!(Codebook::empty().themes.is_empty());
    }

    #[test]
    fn a_wrong_file_is_refused_with_its_line() {
        let theme = |more: &str| {
            format!(
                "id = \"x\"\n[[theme]]\nid = \"a\"\nname = {{ zh-Hans = \"甲\", zh-Hant = \"甲\", en = \"A\" }}\n\
                 colour = {{ light = \"#000000\", dark = \"#ffffff\" }}\ndefinition = \"\"\n{more}"
            )
        };
        let refused = |text: &str, line: usize, reason: &str| {
            let error = Codebook::parse(text).expect_err(reason);
            assert_eq!(error.line, line, "{error}");
            assert!(error.reason.contains(reason), "{error}");
        };
        assert!(Codebook::parse(&theme("")).is_ok());
        refused("id = 3", 1, "expected a string");
        refused("id = \"x\"\nmasks = [\n", 2, "array");
        refused("id = \"x\"\nmasks = [\n \"a\",\n \" \"]", 4, "a cue is empty");
        refused(&theme("[[theme.facets]]\nid = \"f\"\nstrong = [\n\"网络\",\n\"\"]"), 11, "a cue is empty");
        refused(&theme("[[theme.facets]]\nid = \"F\""), 8, "not made of");
        refused(&theme("colours = 1"), 7, "unknown field");
        refused(&theme("[[point]]\nname = \"p\"\nof = []"), 8, "no words");
        refused(&theme("[[point]]\nname = \"p\"\nof = [\"网络\",\n\" \"]"), 10, "a cue is empty");
        refused(
            &theme(
                "[[theme]]\nid = \"a\"\nname = { zh-Hans = \"\", zh-Hant = \"\", en = \"\" }\ncolour = { light = \"red\", dark = \"#ffffff\" }\ndefinition = \"\"",
            ),
            8,
            "used twice",
        );
        refused(&theme("").replace("#000000", "black"), 5, "#rrggbb");
    }
}
