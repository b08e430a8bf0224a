//! The words of `duizhao session`, and what each is for.

use std::path::PathBuf;

use clap::{Parser, Subcommand};

use super::{show, steps};
use crate::session::{LinkState, MemoKind, Origin, UnitOfAnalysis, UnitState};

#[derive(clap::Args)]
pub struct Args {
    #[command(subcommand)]
    pub(super) action: Action,
}

#[derive(Subcommand)]
pub(super) enum Action {
    /// Make a session, with articles if any are named
    New {
        /// The session, a *.duizhao file
        session: PathBuf,
        /// Articles to begin with
        articles: Vec<PathBuf>,
        /// What the session is called
        #[arg(long, default_value = "")]
        title: String,
        /// Who codes; no user name of the machine is taken
        #[arg(long, default_value = "A")]
        coder: String,
        /// What is coded: whole passages, sentences, or any span
        #[arg(long, value_enum, default_value = "passage")]
        unit: UnitOfAnalysis,
    },
    /// Print what a session holds
    List {
        /// The session, a *.duizhao file
        session: PathBuf,
        /// Which of its tables
        #[arg(value_enum, default_value = "articles")]
        what: show::What,
    },
    /// Print every step: who, when, what
    Log {
        /// The session, a *.duizhao file
        session: PathBuf,
    },
    /// Name what is damaged; with --save, save what can be saved into a new file
    Check {
        /// The session, a *.duizhao file
        session: PathBuf,
        /// The new file that takes what can be saved
        #[arg(long, value_name = "FILE")]
        save: Option<PathBuf>,
    },
    /// Take steps from standard input, each a JSON list of words such as ["code","--article","x","--span","0..9","--code","y"]
    Run {
        /// The session, a *.duizhao file
        session: PathBuf,
        #[command(flatten)]
        by: By,
    },
    /// Copy a session to a new file
    Copy {
        /// The session, a *.duizhao file
        session: PathBuf,
        to: PathBuf,
    },
    /// Forget an article, a memo or a coder for good, in rows and log; there is no undo
    Forget {
        /// The session, a *.duizhao file
        session: PathBuf,
        #[command(flatten)]
        by: By,
        /// An article, with everything said of it
        #[arg(long, group = "what")]
        article: Option<String>,
        /// A memo, by its number
        #[arg(long, group = "what")]
        memo: Option<u32>,
        /// A coder, with everything they did
        #[arg(long, group = "what")]
        person: Option<String>,
    },
    #[command(flatten)]
    Step(Step),
}

/// Who takes the step; may be left out where there is one coder.
#[derive(clap::Args)]
pub(super) struct By {
    /// Who takes the step; may be left out where one person codes
    #[arg(long)]
    pub(super) coder: Option<String>,
}

/// Where in which article.
#[derive(clap::Args)]
pub(super) struct At {
    /// The name of the article
    #[arg(long)]
    pub(super) article: String,
    /// Code points of the reference text, start..end
    #[arg(long, value_parser = steps::span, required = true)]
    pub(super) span: Vec<crate::text::Span>,
}

#[derive(Subcommand)]
pub(super) enum Step {
    /// Add articles
    Add {
        /// The session, a *.duizhao file
        session: PathBuf,
        /// The files of the articles
        #[arg(required = true)]
        articles: Vec<PathBuf>,
        #[command(flatten)]
        by: By,
    },
    /// Add a coder, or give one another name
    Coder {
        /// The session, a *.duizhao file
        session: PathBuf,
        /// The name of the coder
        name: String,
        /// The name that it takes the place of
        #[arg(long, value_name = "NAME")]
        instead_of: Option<String>,
        #[command(flatten)]
        by: By,
    },
    /// Set variables of an article, name=value
    Describe {
        /// The session, a *.duizhao file
        session: PathBuf,
        /// The name of the article
        #[arg(long)]
        article: String,
        /// title=…, date=2017-04-19, or any of your own; an empty value takes it away
        #[arg(required = true, value_parser = steps::pair)]
        variables: Vec<(String, String)>,
        #[command(flatten)]
        by: By,
    },
    /// Put a changed version of an article in its place; codings and links move with their words
    Replace {
        /// The session, a *.duizhao file
        session: PathBuf,
        /// The file of the changed version
        file: PathBuf,
        /// The name of the article
        #[arg(long)]
        article: String,
        /// Even if hardly anything of the old article is found in it
        #[arg(long)]
        force: bool,
        #[command(flatten)]
        by: By,
    },
    /// Give codes to spans, all in one step
    Code {
        /// The session, a *.duizhao file
        session: PathBuf,
        #[command(flatten)]
        at: At,
        /// The name of a code, or the id of the theme it was taken over from
        #[arg(long, required = true)]
        code: Vec<String>,
        /// How it came about: unaided, or from a suggestion of the machine
        #[arg(long, value_enum, default_value = "unaided")]
        origin: Origin,
        #[command(flatten)]
        by: By,
    },
    /// Take codings away
    Uncode {
        /// The session, a *.duizhao file
        session: PathBuf,
        /// The numbers of the codings, as `session list SESSION codings` prints them
        #[arg(required = true)]
        codings: Vec<u32>,
        #[command(flatten)]
        by: By,
    },
    /// Change a coding: its code, its span
    Recode {
        /// The session, a *.duizhao file
        session: PathBuf,
        /// The number of the coding
        coding: u32,
        /// Another code
        #[arg(long, required_unless_present = "span")]
        code: Option<String>,
        /// Another span, start..end
        #[arg(long, value_parser = steps::span)]
        span: Option<crate::text::Span>,
        #[command(flatten)]
        by: By,
    },
    /// Say how far the coder is with a unit
    Mark {
        /// The session, a *.duizhao file
        session: PathBuf,
        #[command(flatten)]
        at: At,
        /// How far the coder is
        #[arg(long, value_enum)]
        state: UnitState,
        /// Why it is left out; needed where it is
        #[arg(long, default_value = "")]
        reason: String,
        #[command(flatten)]
        by: By,
    },
    /// Join two places, each ARTICLE:start..end, or judge that an article has no counterpart
    #[command(group(clap::ArgGroup::new("far").args(["to", "none_in"]).required(true)))]
    Link {
        /// The session, a *.duizhao file
        session: PathBuf,
        /// Where the link begins, ARTICLE:start..end
        from: String,
        /// Where it ends, ARTICLE:start..end
        to: Option<String>,
        /// The article that has no counterpart
        #[arg(long)]
        none_in: Option<String>,
        /// The judgement
        #[arg(long, value_enum, default_value = "by-hand")]
        state: LinkState,
        /// What kind of link: same, related, contrast, or a word of your own; `figures` and `measures` join two figures or
        /// measures, with --state rejected they part them
        #[arg(long = "type", default_value = "")]
        kind: String,
        /// A note on the link
        #[arg(long, default_value = "")]
        note: String,
        /// How it came about: unaided, or from a suggestion of the machine
        #[arg(long, value_enum, default_value = "unaided")]
        origin: Origin,
        #[command(flatten)]
        by: By,
    },
    /// Change the judgement on a link
    Judge {
        /// The session, a *.duizhao file
        session: PathBuf,
        /// The number of the link, as `session list SESSION links` prints it
        link: u32,
        /// The new judgement
        #[arg(long, value_enum)]
        state: LinkState,
        /// Another note on the link
        #[arg(long)]
        note: Option<String>,
        #[command(flatten)]
        by: By,
    },
    /// Take a link away
    Unlink {
        /// The session, a *.duizhao file
        session: PathBuf,
        /// The number of the link
        link: u32,
        #[command(flatten)]
        by: By,
    },
    /// Write a memo, on the session or on what is named
    Memo {
        /// The session, a *.duizhao file
        session: PathBuf,
        /// What the memo says
        text: String,
        /// What kind of memo it is
        #[arg(long, value_enum, default_value = "note")]
        kind: MemoKind,
        /// ARTICLE, ARTICLE:start..end
        #[arg(long, group = "about")]
        on: Option<String>,
        /// On a code, by its name
        #[arg(long, group = "about")]
        code: Option<String>,
        /// On a coding, by its number
        #[arg(long, group = "about")]
        coding: Option<u32>,
        /// On a link, by its number
        #[arg(long, group = "about")]
        link: Option<u32>,
        #[command(flatten)]
        by: By,
    },
    /// Set right what the machine reads in a place: where passages break, what they are, figures, measures
    #[command(after_help = CORRECT_EXAMPLES)]
    Correct {
        /// The session, a *.duizhao file
        session: PathBuf,
        /// The name of the article
        #[arg(long)]
        article: String,
        /// Code points of the reference text, start..end; a passage breaks at the start
        #[arg(long, value_parser = steps::span)]
        span: crate::text::Span,
        #[command(flatten)]
        fix: Right,
        #[command(flatten)]
        by: By,
    },
    /// Take corrections away
    Uncorrect {
        /// The session, a *.duizhao file
        session: PathBuf,
        /// The number of the correction, as `session list SESSION corrections` prints it
        correction: u32,
        #[command(flatten)]
        by: By,
    },
    /// Take back the coder's last step
    Undo {
        /// The session, a *.duizhao file
        session: PathBuf,
        #[command(flatten)]
        by: By,
    },
    /// Do the step that was taken back again
    Redo {
        /// The session, a *.duizhao file
        session: PathBuf,
        #[command(flatten)]
        by: By,
    },
    /// Print or change the codebook
    Codebook {
        /// The session, a *.duizhao file
        session: PathBuf,
        #[command(subcommand)]
        change: Book,
    },
}

/// What is set right.
#[derive(clap::Args)]
pub(super) struct Right {
    /// What is wrong there
    #[arg(value_enum)]
    pub(super) what: steps::FixKind,
    /// The part that the passage plays: title, boilerplate, heading, list_item, paragraph, filler
    #[arg(long, required_if_eq("what", "role"))]
    pub(super) role: Option<String>,
    /// The level of a heading
    #[arg(long)]
    pub(super) level: Option<u8>,
    /// The place that a repeat says again; none where it is no repeat
    #[arg(long, value_parser = steps::span)]
    pub(super) of: Option<crate::text::Span>,
    /// Why a passage is left out
    #[arg(long, default_value = "")]
    pub(super) reason: String,
    /// A field of a figure or measure, name=value, by the names that `duizhao figures` and `duizhao measures` print;
    /// nothing after = takes it away
    #[arg(long, value_parser = steps::pair)]
    pub(super) field: Vec<(String, String)>,
}

/// One of each kind, shown under the help of `session correct`.
const CORRECT_EXAMPLES: &str = "\
Examples:
  duizhao session correct s.duizhao split --article a --span 120..121
  duizhao session correct s.duizhao role --article a --span 0..18 --role heading --level 1
  duizhao session correct s.duizhao repeat --article a --span 300..340 --of 20..60
  duizhao session correct s.duizhao exclude --article a --span 0..40 --reason 'a notice of the site'
  duizhao session correct s.duizhao figure --article a --span 52..57 --field value=3000 --field subject=网站
  duizhao session correct s.duizhao figure --article a --span 52..57 --field duplicate_of=12..17
  duizhao session correct s.duizhao no-figure --article a --span 52..57
  duizhao session correct s.duizhao measure --article a --span 60..66 --field kind=system";

/// Why the codebook changes.
#[derive(clap::Args)]
pub(super) struct Because {
    #[command(flatten)]
    pub(super) by: By,
    /// Why the codebook changes; needed where codings are affected
    #[arg(long, default_value = "")]
    pub(super) reason: String,
}

/// What a code is for.
#[derive(clap::Args)]
pub(super) struct Words {
    /// What the code means
    #[arg(long, default_value = "")]
    pub(super) definition: String,
    /// When it is to be given
    #[arg(long, default_value = "")]
    pub(super) include_when: String,
    /// When it is not
    #[arg(long, default_value = "")]
    pub(super) exclude_when: String,
    /// An example; may be given several times
    #[arg(long)]
    pub(super) example: Vec<String>,
}

#[derive(Subcommand)]
pub(super) enum Book {
    /// Print the codes
    List,
    /// Print what differs between two versions; the newest and the one before if none is named
    Diff {
        /// The number of the earlier version
        from: Option<u32>,
        /// The number of the later version
        to: Option<u32>,
    },
    /// Print what waits to be looked at again
    Queue,
    /// Take over the themes of the machine's codebook as codes
    Adopt {
        #[command(flatten)]
        because: Because,
    },
    /// Add a code
    Add {
        /// Its name
        name: String,
        /// The code that it stands under
        #[arg(long)]
        parent: Option<String>,
        #[command(flatten)]
        words: Words,
        #[command(flatten)]
        because: Because,
    },
    /// Rename a code
    Rename {
        /// The code, by its name
        code: String,
        /// Its new name
        name: String,
        #[command(flatten)]
        because: Because,
    },
    /// Put a code under another, or on the top level
    Move {
        /// The code, by its name
        code: String,
        /// The code that it stands under
        #[arg(long)]
        parent: Option<String>,
        /// Its place among those under the same code, from 0
        #[arg(long, default_value = "0")]
        position: u32,
        #[command(flatten)]
        because: Because,
    },
    /// Let one code go up in another
    Merge {
        /// The code, by its name
        code: String,
        /// The code that its codings count for from here on
        into: String,
        #[command(flatten)]
        because: Because,
    },
    /// Put several codes in the place of one; its codings wait to be looked at again
    Split {
        /// The code, by its name
        code: String,
        /// The names of the new codes, two or more
        #[arg(required = true, num_args = 2..)]
        names: Vec<String>,
        #[command(flatten)]
        because: Because,
    },
    /// Offer a code no longer
    Retire {
        /// The code, by its name
        code: String,
        #[command(flatten)]
        because: Because,
    },
    /// Change what a code is for; its codings wait to be looked at again
    Redefine {
        /// The code, by its name
        code: String,
        #[command(flatten)]
        words: Words,
        #[command(flatten)]
        because: Because,
    },
    /// Settle one thing of the queue
    Review {
        /// The number of what waits, as `session codebook SESSION queue` prints it
        review: u32,
        /// What becomes of it
        #[arg(value_enum)]
        decision: steps::Settle,
        /// The code to move to
        #[arg(long, required_if_eq("decision", "move"))]
        to: Option<String>,
        #[command(flatten)]
        by: By,
    },
}

/// A line of a script, without the program's and the session's name.
#[derive(Parser)]
#[command(name = "session", no_binary_name = true)]
pub(super) struct Line {
    #[command(subcommand)]
    pub(super) step: Step,
}
