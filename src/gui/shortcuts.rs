//! What the keys do, as one table that keys, palette and help are drawn from.

use eframe::egui::{Context, Event, Key, KeyboardShortcut, Modifiers};

use super::panels::structure;
use super::reading::Reader;
use crate::comparison::Side;
use crate::i18n::Lang;
use crate::search::Mode;
use crate::session::{Fix, LinkState, UnitState};
use crate::workbench::{
    Command, Dialog, Dock, FigureCommand, FigureDeed, Layer, Layout, Look, PathPurpose, SessionCommand, SessionDialog,
    Tab, Unit, View, WordCommand, Workbench,
};

/// Something the analyst can ask for, with its name, and its key where it has one.
pub struct Action {
    /// The key of its name in the messages.
    pub name: &'static str,
    pub group: Group,
    pub keys: &'static [KeyboardShortcut],
    pub command: fn(&Workbench) -> Command,
}

/// Under which heading the help lists an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    Reading,
    Selecting,
    Coding,
    Linking,
    Figures,
    Articles,
    Looking,
    Finding,
    Session,
    Program,
}

impl Group {
    pub const ALL: [Group; 10] = [
        Group::Reading,
        Group::Selecting,
        Group::Coding,
        Group::Linking,
        Group::Figures,
        Group::Finding,
        Group::Articles,
        Group::Looking,
        Group::Session,
        Group::Program,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Group::Reading => "group-reading",
            Group::Selecting => "group-selecting",
            Group::Coding => "group-coding",
            Group::Linking => "group-linking",
            Group::Figures => "group-figures",
            Group::Articles => "group-articles",
            Group::Looking => "group-looking",
            Group::Finding => "group-finding",
            Group::Session => "group-session",
            Group::Program => "group-program",
        }
    }
}

const fn key(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::NONE, key)
}

const fn shift(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::SHIFT, key)
}

const fn ctrl(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::COMMAND, key)
}

const fn ctrl_shift(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::COMMAND.plus(Modifiers::SHIFT), key)
}

const fn alt(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::ALT, key)
}

const fn alt_shift(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::ALT.plus(Modifiers::SHIFT), key)
}

fn travel(forward: bool, unit: Unit, extend: bool) -> Command {
    Command::Move { forward, unit, extend }
}

macro_rules! actions {
    ($($group:ident $name:literal [$($keys:expr),*] $command:expr;)*) => {
        &[$(Action { name: $name, group: Group::$group, keys: &[$($keys),*], command: $command }),*]
    };
}

/// All actions. The order is that of the palette.
pub const ACTIONS: &[Action] = actions! {
    Program "do-palette" [ctrl(Key::K)] |_| Command::Ask(Dialog::Palette);
    Program "do-shortcuts" [key(Key::F1)] |_| Command::Ask(Dialog::Shortcuts);
    Articles "do-open" [ctrl(Key::O)] |_| Command::AskOpen;
    Articles "do-paste" [ctrl_shift(Key::V)] |_| Command::AskPaste;
    Articles "do-variables" [] |w| Command::Ask(Dialog::Variables(w.active));
    Articles "do-encoding" [] |w| Command::Ask(Dialog::Encoding(w.active));
    Program "do-save-chart" [ctrl(Key::E)] |_| Command::SaveChart(None);
    Session "do-sessions" [ctrl(Key::S)] |_| Command::Ask(Dialog::Session(SessionDialog::Sessions));
    Session "do-save-session" [ctrl_shift(Key::S)] |_| Command::AskPath(PathPurpose::SaveSession);
    Session "do-copy-session" [] |_| Command::AskPath(PathPurpose::CopySession);
    Session "do-new-session" [] |_| Command::Session(SessionCommand::New { kept: true });
    Session "do-no-trace" [] |_| Command::Session(SessionCommand::New { kept: false });
    Session "do-coder" [] |_| Command::Ask(Dialog::Session(SessionDialog::Coder));
    Program "do-save-all" [ctrl_shift(Key::E)] |_| Command::SaveAll(None);
    Program "do-chart-screen" [] |_| Command::LayOut(Layout::Screen);
    Program "do-chart-narrow" [] |_| Command::LayOut(Layout::Narrow);
    Program "do-chart-wide" [] |_| Command::LayOut(Layout::Wide);
    Program "do-chart-grey" [] |_| Command::ToggleGrey;

    Reading "do-next-passage" [key(Key::ArrowDown), key(Key::J)] |_| travel(true, Unit::Passage, false);
    Reading "do-previous-passage" [key(Key::ArrowUp), key(Key::K)] |_| travel(false, Unit::Passage, false);
    Reading "do-next-of-theme" [key(Key::N)] |_| Command::NextOfTheme(true);
    Reading "do-previous-of-theme" [shift(Key::N)] |_| Command::NextOfTheme(false);
    Reading "do-other-pane" [key(Key::F6)] |w| Command::Activate(w.active.other());
    Reading "do-linked" [ctrl(Key::L)] |_| Command::ToggleLinked;
    Reading "do-ribbons" [ctrl_shift(Key::L)] |_| Command::ToggleRibbons;
    Reading "do-unaided" [ctrl_shift(Key::U)] |_| Command::ToggleUnaided;

    Selecting "do-grow" [alt(Key::ArrowUp)] |_| Command::Grow;
    Selecting "do-shrink" [alt(Key::ArrowDown)] |_| Command::Shrink;
    Selecting "do-character-right" [key(Key::ArrowRight)] |_| travel(true, Unit::Character, false);
    Selecting "do-character-left" [key(Key::ArrowLeft)] |_| travel(false, Unit::Character, false);
    Selecting "do-word-right" [ctrl(Key::ArrowRight)] |_| travel(true, Unit::Word, false);
    Selecting "do-word-left" [ctrl(Key::ArrowLeft)] |_| travel(false, Unit::Word, false);
    Selecting "do-select-character-right" [shift(Key::ArrowRight)] |_| travel(true, Unit::Character, true);
    Selecting "do-select-character-left" [shift(Key::ArrowLeft)] |_| travel(false, Unit::Character, true);
    Selecting "do-select-word-right" [ctrl_shift(Key::ArrowRight)] |_| travel(true, Unit::Word, true);
    Selecting "do-select-word-left" [ctrl_shift(Key::ArrowLeft)] |_| travel(false, Unit::Word, true);
    Selecting "do-clause-right" [alt(Key::ArrowRight)] |_| travel(true, Unit::Clause, false);
    Selecting "do-clause-left" [alt(Key::ArrowLeft)] |_| travel(false, Unit::Clause, false);
    Selecting "do-select-clause-right" [alt_shift(Key::ArrowRight)] |_| travel(true, Unit::Clause, true);
    Selecting "do-select-clause-left" [alt_shift(Key::ArrowLeft)] |_| travel(false, Unit::Clause, true);
    Selecting "do-select-sentence-down" [shift(Key::ArrowDown)] |_| travel(true, Unit::Sentence, true);
    Selecting "do-select-sentence-up" [shift(Key::ArrowUp)] |_| travel(false, Unit::Sentence, true);
    Selecting "do-select-passage-down" [ctrl_shift(Key::ArrowDown)] |_| travel(true, Unit::Passage, true);
    Selecting "do-select-passage-up" [ctrl_shift(Key::ArrowUp)] |_| travel(false, Unit::Passage, true);
    Selecting "do-copy-quote" [ctrl_shift(Key::C)] |_| Command::CopyQuote;

    Coding "do-codes" [key(Key::C)] |_| Command::Ask(Dialog::Codes);
    Coding "do-code-1" [key(Key::Num1)] |_| Command::Code(0);
    Coding "do-code-2" [key(Key::Num2)] |_| Command::Code(1);
    Coding "do-code-3" [key(Key::Num3)] |_| Command::Code(2);
    Coding "do-code-4" [key(Key::Num4)] |_| Command::Code(3);
    Coding "do-code-5" [key(Key::Num5)] |_| Command::Code(4);
    Coding "do-code-6" [key(Key::Num6)] |_| Command::Code(5);
    Coding "do-code-7" [key(Key::Num7)] |_| Command::Code(6);
    Coding "do-code-8" [key(Key::Num8)] |_| Command::Code(7);
    Coding "do-code-9" [key(Key::Num9)] |_| Command::Code(8);
    Coding "do-repeat-code" [key(Key::R)] |_| Command::RepeatCode;
    Coding "do-memo" [key(Key::M)] |_| Command::Ask(Dialog::Memo);
    Coding "do-mark-read" [key(Key::V)] |_| Command::MarkUnit(UnitState::Read, String::new());
    Coding "do-mark-unsure" [key(Key::W)] |_| Command::MarkUnit(UnitState::Unsure, String::new());
    Coding "do-exclude" [key(Key::E)] |_| Command::Ask(Dialog::Exclude);
    Coding "do-split" [key(Key::P)] |_| Command::Correct(Fix::Split);
    Coding "do-join" [shift(Key::P)] |_| Command::Correct(Fix::Join);
    Coding "do-heading" [key(Key::H)] structure::heading;
    Coding "do-repeat" [key(Key::D)] structure::repeat;
    Coding "do-next-unread" [key(Key::S)] |_| Command::NextUnread;
    Coding "do-stepping" [key(Key::F8)] |_| Command::ToggleStepping;
    Coding "do-undo" [ctrl(Key::Z)] |_| Command::Undo;
    Coding "do-redo" [ctrl_shift(Key::Z), ctrl(Key::Y)] |_| Command::Redo;
    Linking "do-triage" [key(Key::T)] |_| Command::Triage;
    Linking "do-confirm" [key(Key::Y)] |_| Command::Judge(LinkState::Confirmed, String::new());
    Linking "do-reject" [key(Key::X)] |_| Command::Ask(Dialog::Reject);
    Linking "do-reject-now" [shift(Key::X)] |_| Command::Judge(LinkState::Rejected, String::new());
    Linking "do-unsure" [key(Key::U)] |_| Command::Judge(LinkState::Unsure, String::new());
    Linking "do-no-counterpart" [key(Key::B)] |_| Command::NoCounterpart;
    Linking "do-mark-source" [key(Key::L)] |_| Command::MarkSource;
    Linking "do-attach" [shift(Key::L)] |_| Command::Attach;

    Figures "do-next-figure" [key(Key::F)] |_| Command::Figure(FigureCommand::Next(true));
    Figures "do-previous-figure" [shift(Key::F)] |_| Command::Figure(FigureCommand::Next(false));
    Figures "do-figure-correct" [key(Key::A)] |_| Command::Figure(FigureCommand::Here(FigureDeed::Correct));
    Figures "do-figure-reject" [shift(Key::A)] |_| Command::Figure(FigureCommand::Here(FigureDeed::Reject));
    Figures "do-figure-pair" [key(Key::O)] |_| Command::Figure(FigureCommand::Here(FigureDeed::Pair));
    Figures "do-figure-part" [shift(Key::O)] |_| Command::Figure(FigureCommand::Here(FigureDeed::Part));

    Finding "do-search" [ctrl(Key::F)] |_| Command::FocusSearch;
    Finding "do-next-hit" [key(Key::F3), ctrl(Key::G)] |_| Command::NextHit(true);
    Finding "do-previous-hit" [shift(Key::F3), ctrl_shift(Key::G)] |_| Command::NextHit(false);
    Finding "do-search-blind" [] |_| Command::SetSearchMode(Mode::Blind);
    Finding "do-search-exact" [] |_| Command::SetSearchMode(Mode::Exact);
    Finding "do-search-regex" [] |_| Command::SetSearchMode(Mode::Regex);
    Finding "do-clear-filter" [key(Key::Num0)] |_| Command::ClearFilter;

    Articles "do-swap" [ctrl_shift(Key::X)] |_| Command::Swap;
    Articles "do-next-left" [alt(Key::PageDown)] |_| Command::Step(Side::Left, true);
    Articles "do-next-right" [ctrl(Key::PageDown)] |_| Command::Step(Side::Right, true);

    Looking "do-word-rule" [] |_| Command::Ask(Dialog::WordRule);
    Looking "do-protect" [] |_| Command::Word(WordCommand::ProtectSelected);
    Looking "do-larger" [ctrl(Key::Plus), ctrl(Key::Equals)] |_| Command::TextSize(1);
    Looking "do-smaller" [ctrl(Key::Minus)] |_| Command::TextSize(-1);
    Looking "do-wider" [] |_| Command::Leading(1);
    Looking "do-narrower" [] |_| Command::Leading(-1);
    Looking "do-look" [ctrl(Key::D)] |w| Command::SetLook(if w.settings.look == Look::Dark { Look::Light } else { Look::Dark });
    Looking "do-original" [] |w| Command::SetView(w.active, View::Original);
    Looking "do-simplified" [] |w| Command::SetView(w.active, View::Simplified);
    Looking "do-taiwan" [] |w| Command::SetView(w.active, View::Taiwan);
    Looking "do-hong-kong" [] |w| Command::SetView(w.active, View::HongKong);
    Looking "do-layer-themes" [] |_| Command::ToggleLayer(Layer::Themes);
    Looking "do-layer-cues" [] |_| Command::ToggleLayer(Layer::Cues);
    Looking "do-layer-figures" [] |_| Command::ToggleLayer(Layer::Figures);
    Looking "do-layer-measures" [] |_| Command::ToggleLayer(Layer::Measures);
    Looking "do-inspector" [ctrl(Key::I)] |_| Command::ToggleInspector;
    Looking "do-dock" [ctrl(Key::J)] |w| Command::SetDock(if w.dock == Dock::Closed { Dock::Open } else { Dock::Closed });
    Looking "do-dock-full" [ctrl_shift(Key::J)] |w| Command::SetDock(if w.dock == Dock::Full { Dock::Open } else { Dock::Full });
    Looking "do-tab-charts" [ctrl(Key::Num1)] |_| Command::SetTab(Tab::Charts);
    Looking "do-tab-figures" [ctrl(Key::Num2)] |_| Command::SetTab(Tab::Figures);
    Looking "do-tab-comparables" [ctrl(Key::Num3)] |_| Command::SetTab(Tab::Comparables);
    Looking "do-tab-measures" [ctrl(Key::Num4)] |_| Command::SetTab(Tab::Measures);
    Looking "do-tab-links" [ctrl(Key::Num5)] |_| Command::SetTab(Tab::Links);
    Looking "do-tab-annotations" [ctrl(Key::Num6)] |_| Command::SetTab(Tab::Annotations);
    Coding "do-tab-codebook" [ctrl(Key::Num9), key(Key::G)] |_| Command::SetTab(Tab::Codebook);
    Coding "do-waiting" [] |_| Command::ShowWaiting;
    Looking "do-tab-search" [ctrl(Key::Num7)] |_| Command::SetTab(Tab::Search);
    Looking "do-tab-vocabulary" [ctrl(Key::Num8)] |_| Command::SetTab(Tab::Vocabulary);
    Program "do-simplified-chinese" [] |_| Command::SetLanguage(Lang::SimplifiedChinese);
    Program "do-traditional-chinese" [] |_| Command::SetLanguage(Lang::TraditionalChinese);
    Program "do-english" [] |_| Command::SetLanguage(Lang::English);
    Program "do-about" [] |_| Command::Ask(Dialog::About);
    Program "do-quit" [ctrl(Key::Q)] |_| Command::Quit;
};

/// Other words by which an action is looked for, in the languages of the interface.
const ALSO: &[(&str, &str)] = &[
    ("do-save-all", "导出 匯出 导出报告 匯出報告 export report csv xlsx docx html"),
    ("do-save-chart", "导出图表 匯出圖表 export picture png svg pdf"),
    ("do-copy-session", "备份 備份 backup export"),
    ("do-open", "导入 匯入 import file"),
    ("do-search", "搜索 搜尋 find search"),
    ("do-look", "dark light theme"),
    ("do-tab-codebook", "code book codes 代码 代碼"),
];

/// The words by which an action is also found.
pub fn also(name: &str) -> &'static str {
    ALSO.iter().find(|(of, _)| *of == name).map_or("", |(_, words)| words)
}

/// A key as readers write it.
pub fn key_name(shortcut: &KeyboardShortcut) -> String {
    let modifiers = shortcut.modifiers;
    let mut name = String::new();
    for (held, word) in
        [(modifiers.command || modifiers.ctrl, "Ctrl+"), (modifiers.alt, "Alt+"), (modifiers.shift, "Shift+")]
    {
        if held {
            name.push_str(word);
        }
    }
    name + match shortcut.logical_key {
        Key::ArrowDown => "↓",
        Key::ArrowUp => "↑",
        Key::ArrowLeft => "←",
        Key::ArrowRight => "→",
        Key::Plus => "+",
        Key::Minus => "-",
        Key::Equals => "=",
        other => other.name(),
    }
}

/// The first key of an action, as text.
pub fn keys_of(name: &str) -> Option<String> {
    ACTIONS.iter().find(|a| a.name == name)?.keys.first().map(key_name)
}

/// The key that codes with the n-th code; the codes after the ninth have none.
pub fn code_key(n: usize) -> Option<String> {
    (n < 9).then(|| (n + 1).to_string())
}

/// Turns keys into commands. Keys without Ctrl or Alt belong to a text field while one is written in.
pub fn read(ctx: &Context, workbench: &Workbench, readers: &mut [Reader; 2], commands: &mut Vec<Command>) {
    if workbench.dialog.is_some() {
        return;
    }
    let writing = ctx.text_edit_focused();
    let mut pressed: Vec<(&KeyboardShortcut, &Action)> =
        ACTIONS.iter().flat_map(|a| a.keys.iter().map(move |k| (k, a))).collect();
    // Shift+N also matches N: the shortcut that asks for more comes first.
    pressed.sort_by_key(|(k, _)| {
        std::cmp::Reverse(u8::from(k.modifiers.shift) + u8::from(k.modifiers.alt) + u8::from(k.modifiers.command))
    });
    for (shortcut, action) in pressed {
        let bare = !shortcut.modifiers.command && !shortcut.modifiers.alt && !is_function(shortcut.logical_key);
        let editing = matches!(
            shortcut.logical_key,
            Key::ArrowLeft | Key::ArrowRight | Key::ArrowUp | Key::ArrowDown | Key::C | Key::V
        );
        if writing && (bare || editing) {
            continue;
        }
        while ctx.input_mut(|i| i.consume_shortcut(shortcut)) {
            commands.push((action.command)(workbench));
        }
    }
    if writing {
        return;
    }
    // Text for a field has gone to the field: the rest is an article.
    let pasted = ctx.input(|i| {
        let texts = i.events.iter().filter_map(|e| if let Event::Paste(text) = e { Some(text.clone()) } else { None });
        texts.map(Command::Paste).collect::<Vec<_>>()
    });
    commands.extend(pasted);
    let copies = ctx.input(|i| i.events.iter().any(|e| matches!(e, Event::Copy)));
    if copies {
        commands.push(Command::CopyQuote);
    }
    if ctx.input(|i| i.key_pressed(Key::Escape)) && workbench.can_let_go() {
        commands.push(Command::LetGo);
    }
    let reader = &mut readers[workbench.active as usize];
    for (pages, wanted) in
        [(1.0, Key::PageDown), (-1.0, Key::PageUp), (1.0, Key::Space), (1e6, Key::End), (-1e6, Key::Home)]
    {
        if ctx.input_mut(|i| i.consume_key(Modifiers::NONE, wanted)) {
            reader.turn(pages);
        }
    }
}

fn is_function(key: Key) -> bool {
    matches!(key, Key::F1 | Key::F2 | Key::F3 | Key::F4 | Key::F5 | Key::F6 | Key::F7 | Key::F8)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Messages;

    #[test]
    fn no_key_means_two_things() {
        let mut seen = std::collections::BTreeMap::new();
        for action in ACTIONS {
            for shortcut in action.keys {
                let before = seen.insert(key_name(shortcut), action.name);
                assert_eq!(before, None, "{} and {before:?}", action.name);
            }
        }
    }

    #[test]
    fn every_action_has_a_name() {
        let messages = Messages::new(Lang::SimplifiedChinese);
        for action in ACTIONS {
            assert_ne!(messages.text(action.name), action.name);
            assert_ne!(messages.text(action.group.name()), action.group.name());
        }
    }
}
