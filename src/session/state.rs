//! The tables of a session in memory, and a change of one row.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::model::{
    Asset, AssetKind, Code, Coder, Coding, Correction, Far, Link, Memo, Place, Review, RowRef, SessionArticle,
    Settings, Source, Tombstone, Unit, Version,
};
use crate::text::Span;

/// Declares the tables: the field of [`State`], the [`Kind`], the id and the row of each, and its name in the file.
macro_rules! tables {
    ($($(#[$doc:meta])* $field:ident: $id:ident => $kind:ident($row:ty) $name:literal;)*) => {
        /// Which table a row stands in.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Kind {
            $(#[serde(rename = $name)] $kind,)*
        }

        impl Kind {
            pub const ALL: &[Kind] = &[$(Kind::$kind),*];

            /// The name of the table in the file and of the kind in messages.
            pub const fn name(self) -> &'static str {
                match self { $(Kind::$kind => $name),* }
            }
        }

        $(
            $(#[$doc])*
            #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
            #[serde(transparent)]
            pub struct $id(pub u32);

            impl From<$id> for RowRef {
                fn from(id: $id) -> Self {
                    RowRef { kind: Kind::$kind, id: id.0 }
                }
            }

            impl From<$row> for Row {
                fn from(row: $row) -> Self {
                    Row::$kind(row)
                }
            }
        )*

        /// A row of any table.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize)]
        #[serde(untagged)]
        pub enum Row {
            $($kind($row),)*
        }

        impl Row {
            pub const fn kind(&self) -> Kind {
                match self { $(Row::$kind(_) => Kind::$kind),* }
            }

            fn from_value(kind: Kind, value: Value) -> serde_json::Result<Self> {
                match kind { $(Kind::$kind => serde_json::from_value(value).map(Row::$kind)),* }
            }
        }

        /// Everything a session holds, as panels, charts and exports read it.
        #[derive(Clone, Debug, Default)]
        pub struct State {
            $($(#[$doc])* pub $field: BTreeMap<$id, $row>,)*
            /// The last number given to a row; no number is given twice.
            pub(super) last_id: u32,
        }

        /// Equal content; numbers that are still to be given do not count.
        impl PartialEq for State {
            fn eq(&self, other: &Self) -> bool {
                true $(&& self.$field == other.$field)*
            }
        }

        impl State {
            pub fn get(&self, at: RowRef) -> Option<Row> {
                match at.kind { $(Kind::$kind => self.$field.get(&$id(at.id)).cloned().map(Row::$kind)),* }
            }

            /// Whether the row is there and the same.
            fn is(&self, at: RowRef, row: Option<&Row>) -> bool {
                match at.kind {
                    $(Kind::$kind => match (self.$field.get(&$id(at.id)), row) {
                        (None, None) => true,
                        (Some(ours), Some(Row::$kind(theirs))) => ours == theirs,
                        _ => false,
                    }),*
                }
            }

            /// Puts a row of the same kind in place, or takes it away.
            pub(super) fn set(&mut self, at: RowRef, row: Option<Row>) {
                self.last_id = self.last_id.max(at.id);
                match (at.kind, row) {
                    $(
                        (Kind::$kind, Some(Row::$kind(row))) => { self.$field.insert($id(at.id), row); }
                        (Kind::$kind, None) => { self.$field.remove(&$id(at.id)); }
                    )*
                    (_, Some(_)) => unreachable!("a change holds rows of its own kind"),
                }
            }

            pub fn has(&self, at: RowRef) -> bool {
                match at.kind { $(Kind::$kind => self.$field.contains_key(&$id(at.id))),* }
            }

            /// The rows of a table in the order of their numbers.
            pub fn rows_of(&self, kind: Kind) -> Box<dyn Iterator<Item = (RowRef, Row)> + '_> {
                match kind {
                    $(Kind::$kind => Box::new(
                        self.$field.iter().map(|(id, row)| ((*id).into(), Row::$kind(row.clone()))),
                    )),*
                }
            }

            /// Puts a row in place as the file has it. Straight into its table: a hundred thousand of them are read at once.
            pub(super) fn read(&mut self, at: RowRef, json: &str) -> serde_json::Result<()> {
                match at.kind { $(Kind::$kind => { self.$field.insert($id(at.id), serde_json::from_str(json)?); })* }
                self.last_id = self.last_id.max(at.id);
                Ok(())
            }
        }
    };
}

tables! {
    /// The one row of settings.
    settings: SettingsId => Settings(Settings) "settings";
    /// Who codes.
    coders: CoderId => Coder(Coder) "coder";
    /// Reference texts by content.
    sources: SourceId => Source(Source) "source";
    /// Articles under study.
    articles: ArticleId => Article(SessionArticle) "article";
    /// The machine's codebook and vocabulary as used.
    assets: AssetId => Asset(Asset) "asset";
    /// The codebook.
    codes: CodeId => Code(Code) "code";
    /// Versions of the codebook.
    versions: VersionId => Version(Version) "version";
    /// How far each coder is.
    units: UnitId => Unit(Unit) "unit";
    /// Codes given to places.
    codings: CodingId => Coding(Coding) "coding";
    /// Places joined, or judged to have no counterpart.
    links: LinkId => Link(Link) "link";
    /// What coders wrote down.
    memos: MemoId => Memo(Memo) "memo";
    /// What coders set right in the machine's reading.
    corrections: CorrectionId => Correction(Correction) "correction";
    /// What to look at again.
    reviews: ReviewId => Review(Review) "review";
    /// What was forgotten for good.
    tombstones: TombstoneId => Tombstone(Tombstone) "tombstone";
}

impl Kind {
    /// The tables whose rows may need a row of this one.
    const fn users(self) -> &'static [Kind] {
        use Kind::*;
        match self {
            Coder => &[Version, Unit, Coding, Link, Memo, Correction],
            Source => &[Article, Review],
            Article => &[Unit, Coding, Link, Memo, Correction],
            Code => &[Code, Coding, Memo, Review],
            Version => &[Coding],
            Coding | Link => &[Memo, Review],
            Unit | Memo | Correction => &[Review],
            Settings | Asset | Review | Tombstone => &[],
        }
    }
}

impl State {
    /// All rows in the order of tables and numbers.
    pub fn rows(&self) -> impl Iterator<Item = (RowRef, Row)> {
        Kind::ALL.iter().flat_map(|kind| self.rows_of(*kind))
    }

    /// A row that cannot be without `at`, if there is one.
    pub fn user_of(&self, at: RowRef) -> Option<RowRef> {
        let mut users = at.kind.users().iter().flat_map(|kind| self.rows_of(*kind));
        users.find(|(_, row)| row.needs().contains(&at)).map(|(user, _)| user)
    }

    /// A row whose place in the article does not stand on the words it quotes, if there is one.
    pub(super) fn stray(&self, article: ArticleId) -> Option<RowRef> {
        let stands = |place: &Place| place.article != article || self.place(article, place.span) == Some(*place);
        let users = Kind::Article.users().iter().flat_map(|kind| self.rows_of(*kind));
        users.into_iter().find(|(_, row)| !row.places().iter().all(stands)).map(|(at, _)| at)
    }

    pub fn settings(&self) -> Option<&Settings> {
        self.settings.values().next()
    }

    /// The number for the next new row, `after` others of the same edit.
    pub fn new_id(&self, after: u32) -> u32 {
        self.last_id + 1 + after
    }

    /// The reference text of an article.
    pub fn text(&self, article: ArticleId) -> Option<&crate::text::Text> {
        let article = self.articles.get(&article)?;
        self.sources.get(&article.source).map(|source| &source.text)
    }

    /// The place of a span, with the checksum of its words; none if the article has no such place.
    pub fn place(&self, article: ArticleId, span: Span) -> Option<Place> {
        let text = self.text(article)?;
        let fits = span.start <= span.end && span.end.0 <= text.len();
        fits.then(|| Place { article, span, quote: crc32fast::hash(text.slice(span).as_bytes()) })
    }

    /// The words at a place, from the stored article.
    pub fn quote(&self, place: Place) -> &str {
        self.text(place.article).map_or("", |text| text.slice(place.span))
    }

    /// The codebook by which the machine reads the session's articles.
    pub fn machine_codebook(&self) -> Option<&Asset> {
        self.assets.values().find(|asset| asset.kind == AssetKind::Codebook)
    }

    /// The vocabulary with which they are read, where it is not the one that comes with the program.
    pub fn own_vocabulary(&self) -> Option<&Asset> {
        self.assets
            .values()
            .find(|asset| asset.kind == AssetKind::Vocabulary && asset.name != Asset::BUILTIN_VOCABULARY)
    }

    /// The newest version of the codebook.
    pub fn version(&self) -> Option<VersionId> {
        self.versions.keys().next_back().copied()
    }

    /// The code that a code counts as, after merges.
    pub fn effective(&self, code: CodeId) -> CodeId {
        let mut at = code;
        // A chain of merges is never longer than the codebook, even if somebody made a ring.
        for _ in 0..self.codes.len() {
            match self.codes.get(&at).and_then(|code| code.merged_into) {
                Some(next) => at = next,
                None => break,
            }
        }
        at
    }

    /// What a coder set right in the structure of an article, in the order it was done.
    pub fn structure(&self, article: ArticleId, coder: CoderId) -> Vec<crate::article::Correction> {
        let theirs = self.corrections.values().filter(|c| c.at.article == article && c.coder == coder);
        theirs.filter_map(Correction::structure).collect()
    }

    /// Whether something was forgotten here for good, by the name on its tombstone: the hash of an article, the guid of a
    /// coder or memo. It does not come back, from wherever somebody brings it.
    pub fn forgotten(&self, kind: Kind, name: &str) -> bool {
        self.tombstones.values().any(|stone| stone.kind == kind && stone.name == name)
    }

    pub fn coder_named(&self, name: &str) -> Option<CoderId> {
        self.coders.iter().find(|(_, coder)| coder.name == name && !coder.forgotten).map(|(id, _)| *id)
    }

    pub fn article_named(&self, name: &str) -> Option<ArticleId> {
        self.articles.iter().find(|(_, article)| article.name == name).map(|(id, _)| *id)
    }

    /// The code of a name that is in use; retired and merged ones are not found.
    pub fn code_named(&self, name: &str) -> Option<CodeId> {
        self.codes.iter().find(|(_, code)| code.name == name && !code.retired).map(|(id, _)| *id)
    }
}

impl Row {
    /// The places that a row speaks of.
    pub fn places(&self) -> Vec<Place> {
        match self {
            Row::Unit(unit) => vec![unit.at],
            Row::Coding(coding) => vec![coding.at],
            Row::Correction(correction) => vec![correction.at],
            Row::Link(Link { from, to: Far::At(to), .. }) => vec![*from, *to],
            Row::Link(Link { from, .. }) => vec![*from],
            Row::Memo(Memo { about: super::About::Place(at), .. }) => vec![*at],
            _ => Vec::new(),
        }
    }

    /// Whose work a row is.
    pub fn coder(&self) -> Option<CoderId> {
        match self {
            Row::Unit(unit) => Some(unit.coder),
            Row::Coding(coding) => Some(coding.coder),
            Row::Link(link) => Some(link.coder),
            Row::Memo(memo) => Some(memo.coder),
            Row::Correction(correction) => Some(correction.coder),
            _ => None,
        }
    }

    /// The rows that this row cannot be without.
    pub fn needs(&self) -> Vec<RowRef> {
        let mut needs: Vec<RowRef> = self.places().iter().map(|place| place.article.into()).collect();
        match self {
            Row::Article(article) => needs.push(article.source.into()),
            Row::Code(code) => needs.extend(code.parent.into_iter().chain(code.merged_into).map(RowRef::from)),
            Row::Version(version) => needs.push(version.author.into()),
            Row::Unit(unit) => needs.push(unit.coder.into()),
            Row::Coding(coding) => {
                needs.push(coding.code.into());
                needs.push(coding.coder.into());
                needs.extend(coding.version.map(RowRef::from));
            }
            Row::Link(link) => {
                needs.push(link.coder.into());
                if let Far::NoneIn(article) = link.to {
                    needs.push(article.into());
                }
            }
            Row::Memo(memo) => {
                needs.push(memo.coder.into());
                match memo.about {
                    super::About::Session | super::About::Place(_) => {}
                    super::About::Article(id) => needs.push(id.into()),
                    super::About::Code(id) => needs.push(id.into()),
                    super::About::Coding(id) => needs.push(id.into()),
                    super::About::Link(id) => needs.push(id.into()),
                }
            }
            Row::Correction(correction) => needs.push(correction.coder.into()),
            Row::Review(review) => {
                needs.push(review.of);
                match &review.why {
                    super::Why::Split { into } => needs.extend(into.iter().copied().map(RowRef::from)),
                    super::Why::Moved { source, .. } => needs.push((*source).into()),
                    super::Why::Redefined => {}
                }
            }
            Row::Settings(_) | Row::Coder(_) | Row::Source(_) | Row::Asset(_) | Row::Tombstone(_) => {}
        }
        needs
    }
}

impl fmt::Display for RowRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.kind.name(), self.id)
    }
}

/// A row before and after: added without a before, taken away without an after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    pub at: RowRef,
    pub before: Option<Row>,
    pub after: Option<Row>,
}

impl Change {
    pub fn inverse(&self) -> Self {
        Self { at: self.at, before: self.after.clone(), after: self.before.clone() }
    }

    /// Whether the row is as the change expects to find it.
    pub(super) fn fits(&self, state: &State) -> bool {
        state.is(self.at, self.before.as_ref())
    }
}

/// As the log has it: `[kind, id, before, after]`.
impl Serialize for Change {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (self.at.kind, self.at.id, &self.before, &self.after).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Change {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (kind, id, before, after) = <(Kind, u32, Option<Value>, Option<Value>)>::deserialize(deserializer)?;
        let row = |value: Option<Value>| {
            value.map(|value| Row::from_value(kind, value)).transpose().map_err(serde::de::Error::custom)
        };
        Ok(Self { at: RowRef { kind, id }, before: row(before)?, after: row(after)? })
    }
}
