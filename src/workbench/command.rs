//! Everything that can be asked of the workbench: by menu, key, palette or test.

use std::path::PathBuf;

use super::book::BookCommand;
use super::charting::{ChartKey, Layout};
use super::figuring::FigureCommand;
use super::keeping::{SessionCommand, SessionDialog};
use super::measuring::MeasureCommand;
use super::place::Unit;
use super::wording::WordCommand;
use crate::article::PassageId;
use crate::chart::Kind;
use crate::comparison::Side;
use crate::i18n::Lang;
use crate::script::Form;
use crate::search::Mode;
use crate::session::{CodingId, CorrectionId, Fix, LinkId, LinkState, MemoId, UnitState};
use crate::text::{CharIndex, Span};
use crate::themes::ThemeIndex;

/// Which open article; numbers are not used again in a run of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocumentId(pub u32);

/// In which form a pane shows its article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum View {
    #[default]
    Original,
    Simplified,
    /// Traditional characters as Taiwan sets them.
    Taiwan,
    /// Traditional characters as Hong Kong sets them.
    HongKong,
}

impl View {
    pub const ALL: [View; 4] = [View::Original, View::Simplified, View::Taiwan, View::HongKong];

    /// The form that an article is brought into; none where it is shown as it was published.
    pub fn form(self) -> Option<Form> {
        match self {
            View::Original => None,
            View::Simplified => Some(Form::Simplified),
            View::Taiwan => Some(Form::TraditionalTaiwan),
            View::HongKong => Some(Form::TraditionalHongKong),
        }
    }
}

/// What the dock below the texts shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tab {
    #[default]
    Charts,
    Figures,
    Comparables,
    Measures,
    Links,
    Annotations,
    Search,
    Vocabulary,
    /// The codes, and what of them waits to be looked at again.
    Codebook,
}

impl Tab {
    pub const ALL: [Tab; 9] = [
        Tab::Charts,
        Tab::Figures,
        Tab::Comparables,
        Tab::Measures,
        Tab::Links,
        Tab::Annotations,
        Tab::Codebook,
        Tab::Search,
        Tab::Vocabulary,
    ];
}

/// How much of the window the dock takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dock {
    Closed,
    #[default]
    Open,
    Full,
}

/// What stands before the window until it is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Dialog {
    Palette,
    Shortcuts,
    About,
    /// Codes to give to the selection, found by name or pinyin.
    Codes,
    /// A memo on the selection.
    Memo,
    /// A memo that is there, to be rewritten.
    EditMemo(MemoId),
    /// A path, where the system shows no dialog of its own.
    Path(PathPurpose),
    /// Why a passage is left out.
    Exclude,
    /// Which passage the current one repeats.
    Repeat,
    /// How a figure is to be read.
    Figure(Side, Span),
    /// How a measure is to be read.
    Measure(Side, Span),
    /// The cues of a theme of the machine's codebook, by its id.
    Cues(String),
    /// Why a suggested link is refused.
    Reject,
    /// Another code for a coding.
    Recode(CodingId),
    /// A rule of one's own for the vocabulary.
    WordRule,
    /// What is known of a side's article.
    Variables(Side),
    /// In which encoding a side's file is to be read.
    Encoding(Side),
    /// About the session as a whole.
    Session(SessionDialog),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathPurpose {
    Open,
    SaveChart,
    /// The session goes on in the file.
    SaveSession,
    CopySession,
    /// A changed version of a side's article.
    Replace(Side),
    /// A folder for all charts, all tables and the report.
    SaveAll,
}

/// A kind of mark in the text that can be shown or hidden.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Layer {
    Themes,
    Cues,
    Figures,
    Measures,
    Codings,
    Numbers,
}

impl Layer {
    pub const ALL: [Layer; 6] =
        [Layer::Themes, Layer::Cues, Layer::Figures, Layer::Measures, Layer::Codings, Layer::Numbers];
}

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Look {
    #[default]
    Light,
    Dark,
}

/// An intent.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Asks the system for files to open.
    AskOpen,
    Open(Vec<PathBuf>),
    /// Asks the system for what the clipboard holds, to make an article of it.
    AskPaste,
    /// Makes an article of text.
    Paste(String),
    /// Reads the file of a side's article again, in the encoding of this name.
    ReadIn(Side, &'static str),
    /// Gives what the analyst knows of a side's article: the names of variables and their values.
    Describe(Side, Vec<(String, String)>),
    /// Shows an open article on a side.
    Show(Side, DocumentId),
    /// The next or previous open article on a side; the other side stays.
    Step(Side, bool),
    /// The pane stays when others are stepped.
    Pin(Option<Side>),
    Swap,
    CloseDocument(DocumentId),

    /// Puts the caret or an end of the selection at a place.
    Place {
        side: Side,
        index: CharIndex,
        extend: bool,
    },
    /// Selects the unit at a place.
    SelectUnit {
        side: Side,
        index: CharIndex,
        unit: Unit,
    },
    Select(Side, Span),
    Grow,
    Shrink,
    /// Moves the caret or the end of the selection by a unit.
    Move {
        forward: bool,
        unit: Unit,
        extend: bool,
    },
    Unselect,
    Activate(Side),
    /// Brings a place before the reader's eyes.
    GoTo(Side, Span),
    /// Brings a passage and one that answers it side by side.
    GoToPair {
        left: PassageId,
        right: PassageId,
    },
    /// Brings a place of each article before the reader's eyes and selects it on the active side.
    GoToPlaces {
        left: Span,
        right: Span,
    },
    /// Brings a place of an open article before the reader's eyes, in a pane if it is in none.
    GoToDocument(DocumentId, Span),
    /// The next passage with the same theme as the current one, or with any of the filter's.
    NextOfTheme(bool),

    ToggleTheme(ThemeIndex),
    OnlyTheme(ThemeIndex),
    ClearFilter,
    SetView(Side, View),
    ToggleLayer(Layer),
    ToggleLinked,
    ToggleRibbons,
    ToggleUnaided,
    ToggleInspector,
    TextSize(i8),
    Leading(i8),
    SetLanguage(Lang),
    SetLook(Look),
    SetTab(Tab),
    SetDock(Dock),
    Search(String),
    NextHit(bool),
    /// Goes to a hit, by its place among all.
    GoToHit(usize),
    SetSearchMode(Mode),
    /// A change of the vocabulary.
    Word(WordCommand),
    /// Brings the field to write a search into under the keys.
    FocusSearch,

    /// Gives the code at a place of the list of codes, from 0.
    Code(usize),
    /// Gives some codes at once, by their places in the list.
    GiveCodes(Vec<usize>),
    NewCode(String),
    RepeatCode,
    Uncode(CodingId),
    /// Gives a coding another code, by its place in the list.
    Recode(CodingId, usize),
    Resize(CodingId, Span),
    SplitCoding(CodingId, CharIndex),
    WriteMemo(String),
    RewriteMemo(MemoId, String),
    RemoveMemo(MemoId),
    /// Says how far the current passage is dealt with.
    MarkUnit(UnitState, String),
    NextUnread,
    ToggleStepping,
    /// Decides on the pair of passages that the panes are at.
    Judge(LinkState, String),
    NoCounterpart,
    /// The next suggested link that is not decided on.
    Triage,
    /// Lets go of what is under way: the selection, a link that was begun, going through links or units.
    LetGo,
    MarkSource,
    Attach,
    /// Joins two places by hand.
    Link {
        left: Span,
        right: Span,
    },
    /// Another span for an end of a link.
    ResizeLink(LinkId, Side, Span),
    Unlink(LinkId),
    /// Sets something right in the machine's reading of the selection, or of the current passage.
    Correct(Fix),
    Uncorrect(CorrectionId),
    /// What the analyst says of figures.
    Figure(FigureCommand),
    /// What the analyst says of measures.
    Measure(MeasureCommand),
    /// Puts a changed version of a side's article in its place; without a path, asks for one.
    Replace(Side, Option<PathBuf>),
    /// Changes the codebook.
    Book(BookCommand),
    /// Shows what waits to be looked at again.
    ShowWaiting,
    Undo,
    Redo,

    SetChart(Kind),
    /// Lays charts out for the screen or for a journal.
    LayOut(Layout),
    /// Draws charts for print without colour, or not.
    ToggleGrey,
    /// Has the chart drawn that the window needs next.
    DrawChart(ChartKey),
    /// Writes the chart that is shown; asks where if no path is given.
    SaveChart(Option<PathBuf>),
    /// Writes every chart, every table and the report into a folder; asks which if none is given.
    SaveAll(Option<PathBuf>),
    CopyQuote,
    Session(SessionCommand),
    /// Asks the system for a file.
    AskPath(PathPurpose),
    Ask(Dialog),
    CloseDialog,
    Dismiss(u64),
    Quit,
}
