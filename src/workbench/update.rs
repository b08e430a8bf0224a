//! The one place where commands change the workbench.

use std::path::PathBuf;
use std::sync::Arc;

use super::{
    Command, Compared, Dialog, Dock, DocumentId, Load, Next, Pane, PathPurpose, Selection, Tone, View, Workbench,
    document,
};
use crate::article::{Article, LoadError, LoadOptions, Variable};
use crate::comparison::{Analysis, Engine, Side};
use crate::i18n::{FluentValue, Lang, Messages};
use crate::script::{Vocabulary, displayed};
use crate::text::{CharIndex, Segmenter};

impl Workbench {
    /// Applies one command.
    pub fn update(&mut self, command: Command) {
        if !is_of_place(&command) {
            self.revision += 1;
        }
        // The chart is drawn for the window's sake: the analyst did nothing.
        if !matches!(command, Command::DrawChart(_)) {
            self.said = None;
        }
        match command {
            Command::AskOpen => self.file_request = Some(PathPurpose::Open),
            Command::Open(paths) => self.open_files(paths),
            Command::AskPaste => self.paste_request = true,
            Command::Paste(text) => self.paste(text),
            Command::Show(side, id) => self.show(side, id),
            Command::ReadIn(side, encoding) => self.read_in(side, encoding),
            Command::Describe(side, values) => self.describe(side, &values),
            Command::Step(side, forward) => self.step(side, forward),
            Command::Pin(side) => self.pinned = side,
            Command::Swap => self.swap(),
            Command::CloseDocument(id) => self.close_document(id),

            Command::Place { side, index, extend } => self.place(side, index, extend),
            Command::SelectUnit { side, index, unit } => self.select_unit(side, index, unit),
            Command::Select(side, span) => self.select(Selection::new(side, span)),
            Command::Grow => self.grow(),
            Command::Shrink => self.shrink(),
            Command::Move { forward, unit, extend } => self.travel(forward, unit, extend),
            Command::Unselect => self.unselect(),
            Command::Activate(side) => self.active = side,
            Command::GoTo(side, span) => self.go_to(side, span),
            Command::GoToPair { left, right } => self.go_to_pair(left, right),
            Command::GoToPlaces { left, right } => self.go_to_places(left, right),
            Command::GoToDocument(id, span) => self.go_to_document(id, span),
            Command::NextOfTheme(forward) => self.next_of_theme(forward),

            Command::ToggleTheme(theme) => {
                if !self.filter.remove(&theme) {
                    self.filter.insert(theme);
                }
            }
            Command::OnlyTheme(theme) => self.filter = [theme].into(),
            Command::ClearFilter => self.filter.clear(),
            Command::SetView(side, view) => {
                self.panes[side as usize].view = view;
                self.convert_shown();
            }
            Command::ToggleLayer(layer) => {
                if !self.settings.layers.remove(&layer) {
                    self.settings.layers.insert(layer);
                }
            }
            Command::ToggleLinked => self.settings.linked ^= true,
            Command::ToggleRibbons => self.settings.ribbons ^= true,
            Command::ToggleUnaided => {
                self.settings.unaided ^= true;
                // Where the other pane stands was the machine's proposal.
                self.panes[self.active.other() as usize].passage = None;
                self.filter.clear();
                // What counts as body differs.
                self.refresh_session();
            }
            Command::ToggleInspector => self.settings.inspector ^= true,
            Command::TextSize(by) => self.settings.size = (self.settings.size + f32::from(by)).clamp(11.0, 40.0),
            Command::Leading(by) => {
                self.settings.leading = (self.settings.leading + f32::from(by) * 0.1).clamp(1.2, 2.6);
            }
            Command::SetLanguage(lang) => self.set_language(lang),
            Command::SetLook(look) => self.settings.look = look,
            Command::SetTab(tab) => {
                self.tab = tab;
                if self.dock == Dock::Closed {
                    self.dock = Dock::Open;
                }
            }
            Command::SetDock(dock) => self.dock = dock,
            Command::Search(query) => self.find(query),
            Command::SetSearchMode(mode) => {
                self.search.mode = mode;
                self.search_again();
            }
            Command::NextHit(forward) => self.next_hit(forward),
            Command::GoToHit(number) => self.go_to_hit(number),
            Command::Word(command) => self.word_command(command),
            Command::FocusSearch => self.search_focus += 1,

            Command::Code(n) => self.give_nth(&[n]),
            Command::GiveCodes(places) => self.give_nth(&places),
            Command::NewCode(name) => self.new_code(&name),
            Command::RepeatCode => self.give_again(),
            Command::Uncode(id) => self.uncode(id),
            Command::Recode(id, n) => {
                if let Some(choice) = self.codes().get(n).cloned() {
                    self.recode(id, &choice);
                }
            }
            Command::Resize(id, span) => self.resize(id, span),
            Command::SplitCoding(id, at) => self.split_coding(id, at),
            Command::WriteMemo(text) => self.write_memo(&text),
            Command::RewriteMemo(id, text) => {
                self.edit(|w| w.coder.session.state().rewrite_memo(id, text.trim()));
            }
            Command::RemoveMemo(id) => self.remove_memo(id),
            Command::MarkUnit(state, reason) => self.mark_unit(state, &reason),
            Command::NextUnread => self.next_unread(),
            Command::ToggleStepping => {
                self.stepping ^= true;
                if self.stepping {
                    self.next_unread();
                }
            }
            Command::Judge(state, note) => self.judge(state, &note),
            Command::NoCounterpart => self.no_counterpart(),
            Command::Triage => self.next_in_triage(),
            Command::LetGo => self.let_go(),
            Command::MarkSource => self.mark_source(),
            Command::Attach => self.attach(),
            Command::Link { left, right } => self.link(left, right),
            Command::ResizeLink(id, side, span) => self.resize_link(id, side, span),
            Command::Unlink(id) => self.edit(|w| w.coder.session.state().unlink(id)),
            Command::Correct(fix) => self.correct(fix),
            Command::Figure(command) => self.figure_command(command),
            Command::Measure(command) => self.measure_command(command),
            Command::Uncorrect(id) => self.uncorrect(id),
            Command::Replace(side, Some(path)) => self.read_again(side, path, None),
            Command::Replace(side, None) => self.file_request = Some(PathPurpose::Replace(side)),
            Command::Book(change) => self.change_book(change),
            Command::ShowWaiting => {
                self.waiting_asked += 1;
                self.update(Command::SetTab(super::Tab::Codebook));
            }
            Command::Undo => self.undo(),
            Command::Redo => self.redo(),

            Command::SetChart(kind) => self.chart_kind = kind,
            Command::LayOut(layout) => self.lay_out(layout),
            Command::ToggleGrey => self.toggle_grey(),
            Command::DrawChart(key) => self.draw_chart(key),
            Command::SaveChart(path) => match path {
                Some(path) => self.save_chart(path),
                None => self.file_request = Some(PathPurpose::SaveChart),
            },
            Command::SaveAll(folder) => match folder {
                Some(folder) => self.save_all(folder),
                None => self.file_request = Some(PathPurpose::SaveAll),
            },
            Command::CopyQuote => self.copy_quote(),
            Command::Session(command) => self.session_command(command),
            Command::AskPath(purpose) => self.file_request = Some(purpose),
            Command::Ask(dialog @ (Dialog::Codes | Dialog::Memo)) => self.ask_on_target(dialog),
            Command::Ask(dialog) => {
                self.name_asked &= dialog != Dialog::Session(super::SessionDialog::Coder);
                self.dialog = Some(dialog);
            }
            Command::CloseDialog => self.dialog = None,
            Command::Dismiss(number) => self.notices.retain(|n| n.number != number),
            Command::Quit => self.leave(Next::Quit),
        }
        self.ask_name_once();
    }

    fn give_nth(&mut self, places: &[usize]) {
        let codes = self.codes();
        let choices: Vec<_> = places.iter().filter_map(|&n| codes.get(n).cloned()).collect();
        if !choices.is_empty() {
            self.give(&choices);
        }
    }

    // Articles

    fn open_files(&mut self, paths: Vec<PathBuf>) {
        if paths.is_empty() {
            return;
        }
        if let Some(session) = Self::session_among(&paths) {
            return self.update(session);
        }
        self.open.submit(move |progress| {
            let count = paths.len();
            let mut opened = Vec::new();
            for (n, path) in paths.into_iter().enumerate() {
                if progress.check(n, count).is_err() {
                    break;
                }
                let article = read(&path, &LoadOptions::default());
                opened.push((Some(path), article));
            }
            opened
        });
    }

    pub(super) fn take_opened(&mut self, opened: super::Opened) {
        let mut added = Vec::new();
        let mut failed = Vec::new();
        for (path, article) in opened {
            match article {
                Ok(article) => {
                    let id = self.next_document;
                    self.next_document += 1;
                    self.documents.push(document(id, path, article));
                    added.push(DocumentId(id));
                }
                Err(reason) => failed.push((path, reason)),
            }
        }
        self.search_again();
        // Five hundred messages would bury the window: the first few by name, the rest by number.
        const NAMED: usize = 3;
        for (path, reason) in failed.iter().take(NAMED) {
            let reason = self.load_reason(reason);
            let file = path.as_ref().map_or_else(|| self.text("clipboard"), |path| path.display().to_string());
            let text = self.format("open-failed", &[("file", file.into()), ("reason", reason.into())]);
            self.tell(Tone::Error, text);
        }
        if failed.len() > NAMED {
            let text = self.format("open-failed-more", &[("count", (failed.len() - NAMED).into())]);
            self.tell(Tone::Error, text);
        }
        match added[..] {
            [] => return,
            [one] => {
                let side = self.pinned.map_or(self.active, Side::other);
                self.put(side, one);
            }
            [one, two, ..] => {
                self.put(Side::Left, one);
                self.put(Side::Right, two);
            }
        }
        self.recompare();
    }

    /// Why a file cannot be an article, in the reader's language.
    pub(super) fn load_reason(&self, error: &LoadError) -> String {
        use std::io::ErrorKind;
        match error {
            LoadError::Read(e) if e.kind() == ErrorKind::NotFound => self.text("load-not-found"),
            LoadError::Read(e) if e.kind() == ErrorKind::PermissionDenied => self.text("load-denied"),
            LoadError::Read(e) => e.to_string(),
            LoadError::Folder => self.text("load-folder"),
            LoadError::Empty | LoadError::NoText => self.text("load-empty"),
            LoadError::TooLarge { limit, .. } | LoadError::InflatesTooFar { limit } => {
                self.format("load-too-large", &[("limit", (limit >> 20).into())])
            }
            LoadError::Binary => self.text("load-binary"),
            LoadError::Unsupported { .. } => self.text("load-unsupported"),
            LoadError::Encrypted => self.text("load-encrypted"),
            LoadError::NoTextLayer { .. } => self.text("load-no-text-layer"),
            LoadError::Damaged(_) => self.text("load-damaged"),
            LoadError::NotInEncoding { asked, detected } => {
                self.format("load-other-encoding", &[("asked", (*asked).into()), ("detected", (*detected).into())])
            }
            LoadError::UnknownEncoding(_) => error.to_string(),
        }
    }

    pub(super) fn put(&mut self, side: Side, id: DocumentId) {
        let pane = &mut self.panes[side as usize];
        *pane = Pane { document: id, view: pane.view, passage: None, reveal: None };
        if self.selection.is_some_and(|s| s.side == side) {
            self.selection = None;
        }
    }

    pub(super) fn show(&mut self, side: Side, id: DocumentId) {
        if self.documents.iter().any(|d| d.id == id) && self.pane(side).document != id {
            self.put(side, id);
            self.recompare();
        }
    }

    fn step(&mut self, side: Side, forward: bool) {
        let Some(at) = self.documents.iter().position(|d| d.id == self.pane(side).document) else { return };
        let count = self.documents.len();
        let by = if forward { 1 } else { count - 1 };
        let id = self.documents[(at + by) % count].id;
        self.show(side, id);
    }

    fn swap(&mut self) {
        self.panes.swap(0, 1);
        self.pinned = self.pinned.map(Side::other);
        self.active = self.active.other();
        if let Some(selection) = &mut self.selection {
            selection.side = selection.side.other();
        }
        // Scroll positions belong to the sides: bring each article to where its reader was.
        for side in Side::BOTH {
            if let (Some(passage), Some(article)) = (self.current(side), self.article(side)) {
                let span = article.passage(passage).span;
                self.reveal(side, span);
            }
        }
        self.recompare();
    }

    fn close_document(&mut self, id: DocumentId) {
        if self.documents.len() <= 1 {
            return;
        }
        self.documents.retain(|d| d.id != id);
        self.search_again();
        let mut changed = false;
        for side in Side::BOTH {
            if self.pane(side).document == id {
                let other = self.pane(side.other()).document;
                let next = self.documents.iter().find(|d| d.id != other).or(self.documents.first()).map(|d| d.id);
                if let Some(next) = next {
                    self.put(side, next);
                    changed = true;
                }
            }
        }
        if changed {
            self.recompare();
        }
    }

    /// Asks for the comparison of the two articles shown; what is known of either is used again.
    pub(super) fn recompare(&mut self) {
        let (Some(left), Some(right)) = (self.to_analyse(Side::Left), self.to_analyse(Side::Right)) else { return };
        let asked = [(left.id, left.corrections.clone()), (right.id, right.corrections.clone())];
        self.asked = Some(asked.clone());
        let (engine, own) = (self.engine.clone(), self.wording.own.clone());
        let codebook = Arc::clone(&self.codes_from);
        let (_, progress) = self.compare.submit(move |progress| {
            let engine = match engine {
                Some(engine) => engine,
                None => {
                    let mut engine = Engine::with(codebook).map_err(|e| e.to_string())?;
                    if let Some(own) = own {
                        engine.vocabulary = Arc::new(Vocabulary::of(own).map_err(|e| e.to_string())?);
                    }
                    Arc::new(engine)
                }
            };
            let same = left.id == right.id;
            let (left, right) = if same {
                let both = left.analysis(&engine);
                (Arc::clone(&both), both)
            } else {
                rayon::join(|| left.analysis(&engine), || right.analysis(&engine))
            };
            let comparison = engine.compare(left, right, progress).map_err(|e| e.to_string());
            // Texts are read when articles come in or are set right: in between the dictionary only takes memory.
            Segmenter::let_go();
            let comparison = Arc::new(comparison?);
            Ok(Compared { engine, comparison, asked })
        });
        self.comparison = Load::Running(progress);
        self.pairs = super::linking::PairIndex::default();
        self.link_source = None;
        self.triage = false;
        self.refresh_session();
    }

    /// Asks for the next form that a pane shows and that is not there yet.
    pub(super) fn convert_shown(&mut self) {
        let Some(engine) = self.engine.clone() else { return };
        let mut wanted: Vec<(Side, View)> = Side::BOTH.iter().map(|&s| (s, self.pane(s).view)).collect();
        if self.segmenter.ready().is_some() {
            wanted.extend(Side::BOTH.iter().map(|&s| (s, View::Simplified)));
        }
        for (side, view) in wanted {
            let Some(document) = self.document(side) else { continue };
            let Some(analysis) = document.analysis.clone() else { continue };
            if view == View::Original || document.forms.contains_key(&view) {
                continue;
            }
            let id = document.id;
            self.convert.submit(move |_| {
                let Analysis { article, normalized, .. } = &*analysis;
                let text = displayed(article, normalized, view.form(), engine.converter.as_ref()).text;
                // Places in the view are places in the source; a conversion that breaks this is not shown.
                (id, view, if text.len() == article.text.len() { text } else { article.text.clone() })
            });
            return;
        }
    }

    // Search, quotes, settings

    fn copy_quote(&mut self) {
        let Some(selection) = self.selection else { return };
        let Some(document) = self.document(selection.side) else { return };
        let article = &document.article;
        let span = if selection.is_caret() {
            match self.passage_at(selection.side, selection.head) {
                Some(passage) => article.passage(passage).span,
                None => return,
            }
        } else {
            selection.span()
        };
        let variable = |v| article.variables.get(v).map(|value| value.value.clone());
        let source = [Some(document.title.clone()), variable(Variable::Outlet), variable(Variable::Date)];
        let source: Vec<String> = source.into_iter().flatten().collect();
        let last = CharIndex(span.end.0.saturating_sub(1).max(span.start.0));
        let number = |at| self.passage_at(selection.side, at).map(|p| p.number());
        let mut args: Vec<(&str, FluentValue<'_>)> = vec![
            ("quote", article.text.slice(span).into()),
            ("source", source.join(&self.text("source-comma")).into()),
            ("passage", from_to(number(span.start), number(last)).into()),
        ];
        let pages = from_to(article.page_of(span.start), article.page_of(last));
        let paged = !pages.is_empty();
        args.push(("page", pages.into()));
        self.clipboard = Some(self.format(if paged { "quote-page" } else { "quote" }, &args));
        self.said = Some(self.text("quote-copied"));
    }

    fn set_language(&mut self, lang: Lang) {
        self.settings.lang = lang;
        self.messages = Arc::new(Messages::new(lang));
    }
}

/// A number, or two where a stretch runs from one to another.
fn from_to(first: Option<u32>, last: Option<u32>) -> String {
    match (first, last) {
        (Some(first), Some(last)) if first != last => format!("{first}–{last}"),
        (Some(one), _) | (None, Some(one)) => one.to_string(),
        (None, None) => String::new(),
    }
}

/// Whether a command only moves about: what tables show stays as it is.
fn is_of_place(command: &Command) -> bool {
    use Command as C;
    matches!(
        command,
        C::Place { .. }
            | C::SelectUnit { .. }
            | C::Select(..)
            | C::Grow
            | C::Shrink
            | C::Move { .. }
            | C::Unselect
            | C::Activate(_)
            | C::GoTo(..)
            | C::GoToPair { .. }
            | C::GoToPlaces { .. }
            | C::NextOfTheme(_)
            | C::NextHit(_)
            | C::NextUnread
            | C::Triage
            | C::ToggleLayer(_)
            | C::DrawChart(_)
            | C::Ask(_)
            | C::CloseDialog
    )
}

pub(super) fn read(path: &std::path::Path, options: &LoadOptions) -> Result<Article, LoadError> {
    let name = path.file_stem().map_or_else(String::new, |s| s.to_string_lossy().into_owned());
    crate::article::open(path, &name, options)
}
