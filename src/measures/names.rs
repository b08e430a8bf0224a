//! Where names stand in a passage of normalised text: in quotation marks, in title marks, or before a head word.
//!
//! Everything here counts characters of the passage.

use std::collections::BTreeSet;

use super::MeasureKind;
use super::lexicon::{Demand, Ending, Lexicon, Token};
use super::marks::{LONGEST_QUOTE, counts, is_stop, pairs};
use super::places::{is_place, is_placed};

/// A name that was found.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Name {
    pub start: usize,
    pub end: usize,
    pub kind: MeasureKind,
    /// The quoted part, marks included, where the name has one.
    pub quoted: Option<(usize, usize)>,
    /// Whether a sign said that a name is meant, or only its form does.
    pub signed: bool,
}

/// Longest name without quotation marks.
const LONGEST_NAME: usize = 30;
/// What is explained by a Latin name in brackets has so many characters at least.
const SHORTEST_STEM: usize = 2;
/// The shortest name of what has just been made.
const SHORTEST_MADE: usize = 4;
/// A name of such a length is one of a list by itself.
const LONG_ENOUGH: usize = 8;
/// Longest list of what a campaign strikes, in characters.
const LONGEST_STRUCK: usize = 60;
/// Marks and joints that are followed to the end of a list.
const LONGEST_LIST: usize = 16;
/// Longest quoted words without a head.
const LONGEST_BARE: usize = 16;
/// How far the head word may stand behind the closing mark.
const REACH: usize = 12;

/// A passage prepared for reading.
pub(super) struct Line<'a> {
    pub chars: &'a [char],
    tokens: Vec<Token>,
    /// Pairs of marks, outermost and innermost, by opening mark; both positions are those of marks.
    pairs: Vec<(usize, usize)>,
    lexicon: &'a Lexicon,
    /// In a title or heading, where quoted words are slogans more often than names.
    headline: bool,
}

impl<'a> Line<'a> {
    pub fn new(text: &str, chars: &'a [char], lexicon: &'a Lexicon, headline: bool) -> Self {
        let mut tokens = lexicon.tokens(text);
        counts(chars, &mut tokens);
        Self { chars, tokens, pairs: pairs(chars), lexicon, headline }
    }

    /// All names, by start, then longest first. A name may lie within another.
    pub fn names(&self) -> Vec<Name> {
        let mut names: Vec<Name> = Vec::new();
        for (i, &(open, close)) in self.pairs.iter().enumerate() {
            names.extend(if self.chars[open] == '《' { self.titled(open, close) } else { self.quoted(i) });
        }
        let mut covered = vec![false; self.chars.len()];
        for name in &names {
            covered[name.start..name.end].fill(true);
        }
        self.headed(&mut names, &covered);
        self.terms(&mut names);
        names.sort_by_key(|n| (n.start, std::cmp::Reverse(n.end)));
        names.dedup_by_key(|n| (n.start, n.end));
        names
    }

    /// 《…》: a document where it ends like one, else a work.
    fn titled(&self, open: usize, close: usize) -> Option<Name> {
        if close - open < 3 {
            return None;
        }
        let inside: String = self.chars[open + 1..close].iter().filter(|c| !matches!(c, '）' | ')')).collect();
        // 《…方案（2026—2028年）》, 《…蓝图2.0》: brackets and editions at the end are no part of the kind.
        let title = inside.split(['（', '(']).next().unwrap_or_default();
        let title = title.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
        let outlets = &self.lexicon.outlets;
        let outlet = ends_with(&self.chars[..close], &outlets.ends) && !ends_with(&self.chars[..close], &outlets.but);
        if outlet || starts_with(&self.chars[close + 1..], &outlets.after) {
            return None;
        }
        let is_document = DOCUMENT_ENDS.iter().any(|end| inside.ends_with(end) || title.ends_with(end));
        // 《台中通》数位市民平台: not what title marks usually hold.
        let system = self.head_after(close + 1).is_some_and(|(_, kind)| kind == MeasureKind::System);
        let kind = match (is_document, system) {
            (true, _) => MeasureKind::Document,
            (_, true) => MeasureKind::System,
            _ => MeasureKind::Work,
        };
        Some(Name { start: open, end: close + 1, kind, quoted: None, signed: true })
    }

    fn quoted(&self, pair: usize) -> Option<Name> {
        let (open, close) = self.pairs[pair];
        let inside = &self.chars[open + 1..close];
        if inside.is_empty() || inside.len() > LONGEST_QUOTE || self.is_speech(open, close) {
            return None;
        }
        let self_named = self.self_named(open, close);
        let after = close + 1;
        let mut end = after;
        let mut kind = None;
        let titled = self.pairs[..pair].iter().rev().take(4).any(|p| self.chars[p.0] == '《' && close < p.1);
        if let Some((head, head_kind)) = self.head_after(after).filter(|_| !titled) {
            (end, kind) = (head, Some(head_kind));
            end = self.bracket(self.second_head(end));
        }
        let listed = if kind.is_none() { self.list_head(pair) } else { None };
        let start = match kind {
            Some(MeasureKind::Organisation | MeasureKind::Facility | MeasureKind::Event) => self.place_before(open),
            // AI反诈机器人“小侗”: two characters alone are no name.
            None if inside.len() <= 2 => {
                let head = self.tokens_before(open).next().filter(|_| self.head_before(open).is_some());
                head.map_or(open, |head| self.left_border(*head))
            }
            _ => open,
        };
        let bare = kind.is_none() && listed.is_none();
        if bare && !self.bare_is_name(open, close) {
            return None;
        }
        let greets = starts_with(inside, &self.lexicon.quotes.greetings);
        let long = inside.len() > LONGEST_BARE && !self_named
            || !greets && inside.iter().any(|c| matches!(c, '，' | ',' | '；'));
        if bare && long {
            return None;
        }
        let kind = kind.or(listed).unwrap_or_else(|| self.kind_of_bare(open, close));
        // “实兵”“实网”“实战”方式: a word of two characters that says how something is done.
        if kind == MeasureKind::Model && inside.len() <= 2 && !inside.iter().any(char::is_ascii_digit) {
            return None;
        }
        Some(Name { start, end, kind, quoted: Some((open, close + 1)), signed: true })
    }

    /// The end and kind of the head word that follows a closing mark: 网络采风行活动 after “陇上春来早”.
    fn head_after(&self, from: usize) -> Option<(usize, MeasureKind)> {
        // “叮咚”劝阻专线: a word that ends names elsewhere leads to the head.
        let mut near = self.tokens_from(from);
        if let Some(led) = near.next().filter(|t| t.start == from && t.mark.head.is_none() && t.end - from == 2)
            && let Some(head) = near.next().filter(|t| t.start == led.end && t.end - t.start > 1)
            && let Some((kind, _)) = head.mark.head
        {
            return Some((head.end, kind));
        }
        let stop = self.stretch_end(from);
        let mut found: Option<(usize, MeasureKind)> = None;
        for token in self.tokens_from(from) {
            if token.end > stop {
                break;
            }
            let Some((kind, demand)) = token.mark.head else {
                if token.mark.border && token.start > from {
                    break;
                }
                continue;
            };
            // A head of one character is a word of its own only where nothing follows it; so is 学会, which is a verb else.
            let verb = self.is_one_of(token, &self.lexicon.also_verbs);
            let first = token.start == from;
            if (token.end - token.start == 1 || verb && first) && token.end != stop {
                continue;
            }
            // “红嫂课堂”教会4200名老人: what is counted next was done.
            if verb && first && self.chars.get(token.end).is_some_and(char::is_ascii_digit) {
                continue;
            }
            // “云上果园”平台认领了管家: behind a head it is what the named thing does.
            if verb && found.is_some() {
                break;
            }
            // “X”计划成果发布会 is a day on which X is spoken of.
            if found.is_some() && self.is_one_of(token, &self.lexicon.occasions) {
                break;
            }
            match found {
                None if token.start - from <= REACH => found = Some((token.end, kind)),
                // 先锋队服务外卖员: a weak head goes on only where the stretch ends with it.
                Some(_) if demand == Demand::Quoted && token.end != stop => break,
                Some((end, _)) if token.start - end <= REACH / 2 => found = Some((token.end, kind)),
                _ => break,
            }
        }
        found
    }

    fn is_one_of(&self, token: &Token, words: &BTreeSet<String>) -> bool {
        words.contains(&self.chars[token.start..token.end].iter().collect::<String>())
    }

    /// “两化融合”研究中心和技术支撑中心: the second of two heads that are the same word.
    fn second_head(&self, end: usize) -> usize {
        if self.chars.get(end) != Some(&'和') || end < 2 {
            return end;
        }
        let head = &self.chars[end - 2..end];
        let stop = self.stretch_end(end + 1).min(end + 9);
        (end + 2..stop.saturating_sub(1)).find(|&i| self.chars[i..i + 2] == *head).map_or(end, |i| i + 2)
    }

    /// （江西站）right behind a name belongs to it.
    fn bracket(&self, end: usize) -> usize {
        if !matches!(self.chars.get(end), Some('（' | '(')) {
            return end;
        }
        let close = self.chars[end..].iter().take(10).position(|c| matches!(c, '）' | ')'));
        match close {
            Some(n) if n >= 2 && matches!(self.chars[end + n - 1], '站' | '篇' | '版' | '季' | '期') => {
                end + n + 1
            }
            _ => end,
        }
    }

    /// “A”“B”等行动, “A”、“B”专栏: the head at the end of a list of quoted names.
    fn list_head(&self, pair: usize) -> Option<MeasureKind> {
        let mut at = self.pairs[pair].1 + 1;
        for _ in 0..LONGEST_LIST {
            let c = *self.chars.get(at)?;
            match c {
                '、' | '和' | '及' | '与' => at += 1,
                '“' | '「' | '『' | '《' => {
                    let next = self.pairs.binary_search_by_key(&at, |p| p.0).ok()?;
                    at = self.pairs[next].1 + 1;
                }
                '等' => {
                    // 等系列活动, 等12个专栏
                    let from = at + 1;
                    let stop = self.stretch_until_mark(from);
                    return self
                        .tokens_from(from)
                        .take_while(|t| t.end <= stop && t.start - from <= REACH)
                        .find_map(|t| t.mark.head.map(|(kind, _)| kind));
                }
                _ => {
                    let first = at == self.pairs[pair].1 + 1;
                    return if first { None } else { self.head_after(at).map(|(_, kind)| kind) };
                }
            }
        }
        None
    }

    /// A place right before an opening mark: 杭州市“西湖汇”网络公益联盟.
    fn place_before(&self, open: usize) -> usize {
        let from = (0..open).rev().take(6).take_while(|&i| !self.stops(i)).last().unwrap_or(open);
        let mut near = self.tokens_before(open).take_while(|t| t.end > from);
        let from = near.find(|t| t.mark.border).map_or(from, |t| t.end);
        let place: String = self.chars[from..open].iter().collect();
        if is_place(&place) { from } else { open }
    }

    /// Somebody speaks, or the words are too long and whole a sentence for a name.
    fn is_speech(&self, open: usize, close: usize) -> bool {
        let inside = &self.chars[open + 1..close];
        if inside.iter().any(|c| matches!(c, '。' | '！' | '？' | '!' | '?' | '…' | '：' | ':')) {
            return true;
        }
        let mut before = open;
        if before > 0 && matches!(self.chars[before - 1], '：' | ':' | '，' | ',') {
            if matches!(self.chars[before - 1], '：' | ':') && inside.len() > 8 {
                return true;
            }
            before -= 1;
        }
        // 县长表示，“湾里通”平台…: what begins with a name, or is one, was not said.
        let named = self.self_named(open, close) || self.head_after(close + 1).is_some_and(|_| inside.len() <= 12);
        // 办法是“网格＋机器人”: what something consists in is put in somebody's words.
        let consists = before > 0 && self.chars[before - 1] == '是';
        (!named || consists) && ends_with(&self.chars[..before], &self.lexicon.quotes.speech)
    }

    /// Whether quoted words end in a head word and tell nothing: 「普及偏乡数位应用计划」.
    fn self_named(&self, open: usize, close: usize) -> bool {
        let inside = &self.chars[open + 1..close];
        let plain = !inside.iter().any(|c| matches!(c, '，' | ',' | '；' | '、'));
        let head = self.tokens_before(close).next().filter(|t| t.end == close && t.start > open + 1);
        let headed = head.is_some_and(|t| {
            let length = t.end - t.start;
            t.mark.head.is_some_and(|(_, demand)| length > 2 || length > 1 && demand != Demand::Quoted)
        });
        plain && headed && !self.tells(inside)
    }

    /// Whether words tell something, and so name nothing.
    fn tells(&self, words: &[char]) -> bool {
        let text: String = words.iter().collect();
        let quotes = &self.lexicon.quotes;
        quotes.told.iter().any(|word| text.contains(word.as_str()))
            || quotes.told_first.iter().any(|word| text.starts_with(word.as_str()))
    }

    /// Whether quoted words without a head are a name at all.
    fn bare_is_name(&self, open: usize, close: usize) -> bool {
        let inside = &self.chars[open + 1..close];
        let words = inside.iter().filter(|c| c.is_alphanumeric()).count();
        let quotes = &self.lexicon.quotes;
        let in_list = self.in_list(open, close);
        let introduced = self.head_before(open).is_some();
        if words < 3 && !(words == 2 && (in_list && self.headline || introduced))
            || inside.iter().all(|c| c.is_ascii_digit())
        {
            return false;
        }
        let text: String = inside.iter().collect();
        let told = self.tells(inside);
        let everyday = quotes.metaphors.iter().any(|word| text.ends_with(word.as_str()));
        let denied = text.starts_with('不') && !self.opened(open);
        // “六个工程”部署, “三大体系”: what counts its parts is a formula of policy, unless its parts are what it is made of.
        let formula = starts_with(inside, &["一", "两", "二", "三", "四", "五", "六", "七", "八", "九", "十"])
            && inside.get(1).is_some_and(|c| matches!(c, '个' | '大' | '项' | '条' | '好' | '新'))
            && words <= 8;
        if told || everyday || denied || formula && !self.opened(open) {
            return false;
        }
        let after = &self.chars[close + 1..];
        if self.is_clause(open, close) {
            return false;
        }
        if after.first() == Some(&'的') {
            let next: String = after[1..].iter().take(12).collect();
            let next = next.split(|c: char| is_stop(c)).next().unwrap_or_default();
            if !in_list && quotes.thoughts.iter().any(|t| next.contains(t.as_str())) {
                return false;
            }
        }
        if ends_with(&self.chars[..open], &quotes.others_before) {
            return false;
        }
        // “慢半拍”的人; 算力是新的“黑土地”。: what somebody or something is like.
        let of_people = after.first() == Some(&'的') && starts_with(&after[1..], &quotes.people_after);
        if of_people && !in_list || self.is_predicate(open, close) {
            return false;
        }
        let evil = !in_list && starts_with(after, &quotes.evils_after);
        if evil || starts_with(after, &quotes.speakers_after) {
            return false;
        }
        let figurative =
            starts_with(after, &quotes.figurative_after) || ends_with(&self.chars[..open], &quotes.figurative_before);
        if words <= 4 && figurative {
            return false;
        }
        !(open > 0 && self.chars[open - 1] == '最')
    }

    /// A clause of nothing but quoted words is somebody's.
    fn is_clause(&self, open: usize, close: usize) -> bool {
        let before = open.checked_sub(1).and_then(|i| self.chars.get(i));
        let stop = |c: Option<&char>| matches!(c, Some('，' | ',' | '；' | ';' | '。' | '！' | '？' | '：' | ':'));
        stop(before) && stop(self.chars.get(close + 1))
    }

    /// Quoted words that end a clause after a copula say what something is like: 是新的“黑土地”。
    fn is_predicate(&self, open: usize, close: usize) -> bool {
        let ends = self.chars.get(close + 1).is_none_or(|c| matches!(c, '，' | ',' | '；' | '。' | '！'));
        let clause = (0..open).rev().take(6).take_while(|&i| !self.stops(i)).last().unwrap_or(open);
        let before: String = self.chars[clause..open].iter().collect();
        let copula = before.rfind('是').map(|at| &before[at + '是'.len_utf8()..]);
        let qualified = copula.is_some_and(|rest| rest.is_empty() || rest.ends_with('的') && rest.chars().count() > 1);
        ends && qualified && !before.contains("的是") && self.head_before(open).is_none()
    }

    /// Another quoted name stands right before or after.
    fn in_list(&self, open: usize, close: usize) -> bool {
        let joint = |c: Option<&char>| matches!(c, Some('“' | '”' | '「' | '」' | '、'));
        joint(open.checked_sub(1).and_then(|i| self.chars.get(i))) || joint(self.chars.get(close + 1))
    }

    /// What is said right before an opening mark: 机器人“小侗”.
    fn head_before(&self, open: usize) -> Option<(MeasureKind, Demand)> {
        self.tokens_before(open).next().filter(|t| t.end == open && t.end - t.start > 1).and_then(|t| t.mark.head)
    }

    fn kind_of_bare(&self, open: usize, close: usize) -> MeasureKind {
        let before = &self.chars[..open];
        if let Some((kind, _)) = self.head_before(open) {
            return kind;
        }
        let inside = &self.chars[open + 1..close];
        let mut last = self.tokens_before(close);
        let inner = last.next().filter(|t| t.end == close && t.start > open);
        if let Some((kind, _)) = inner.filter(|t| t.end - t.start > 1).and_then(|t| t.mark.head) {
            return kind;
        }
        if let Some(kind) = inner.filter(|t| t.start == open + 1).and_then(|t| t.mark.term) {
            return kind;
        }
        let after = self.chars.get(close + 1);
        let praised = matches!(after, Some('的')) && !self.opened(open);
        let drawn = ends_with(before, &self.lexicon.quotes.drawn_before);
        if self.headline || praised || drawn || (self.in_list(open, close) && matches!(after, Some('的'))) {
            return MeasureKind::Slogan;
        }
        if starts_with(inside, &self.lexicon.quotes.greetings) {
            return MeasureKind::Work;
        }
        if ends_with(before, &self.lexicon.quotes.principles_before) {
            return MeasureKind::Principle;
        }
        let ending = |ending: &&Ending| ends_with(inside, &ending.ends) && !ends_with(inside, &ending.but);
        self.lexicon.endings.iter().find(ending).map_or(MeasureKind::Programme, |ending| ending.kind)
    }

    /// Names without marks: everything before a head word back to the last border.
    fn headed(&self, names: &mut Vec<Name>, covered: &[bool]) {
        let mut i = 0;
        while i < self.tokens.len() {
            let token = self.tokens[i];
            i += 1;
            let Some((kind, demand)) = token.mark.head else { continue };
            if demand == Demand::Quoted || covered[token.start] {
                continue;
            }
            let Some(name) = self.one_headed(token, kind, demand) else { continue };
            // A name that grows by a further head replaces what it grew from: 数字平台, 数字平台建设工程.
            if let Some(last) = names.last_mut()
                && last.quoted.is_none()
                && last.start == name.start
                && last.end < name.end
            {
                *last = name;
            } else {
                names.push(name);
            }
        }
    }

    fn one_headed(&self, head: Token, kind: MeasureKind, demand: Demand) -> Option<Name> {
        let stem = self.latin_bracket(head.start);
        let start = match self.struck_before(head, kind) {
            Some(start) => return Some(Name { start, end: head.end, kind, quoted: None, signed: true }),
            // What the bracket explains stands right before it, whatever word it ends in.
            None if let Some(stem) = stem => self.segment_start(stem - stem.min(SHORTEST_STEM)),
            None => self.left_border(head),
        };
        let end = self.latin_after(head.end);
        let modifier: String = self.chars[start..head.start].iter().collect();
        // 在宝鸡、安康、汉中三市试点: how many places.
        let places = modifier.chars().rev().take(2).collect::<Vec<_>>();
        let counted_places = matches!(places.as_slice(), [unit, count]
            if "省市县区州镇乡村".contains(*unit) && "两二三四五六七八九十多各数".contains(*count));
        if counted_places {
            return None;
        }
        let (length, whole) = (head.start - start, head.end - start);
        let opened = self.opened(start);
        let vague = whole - length == 2 && self.lexicon.generic.contains(&modifier);
        // 建起流动党支部: a long head is a name by itself where something introduces it.
        // 主题宣传活动 alone is any.
        let alone = length == 0
            && kind != MeasureKind::Campaign
            && (opened && whole >= 5 || self.made(start) && whole >= SHORTEST_MADE);
        if length < 2 && !alone || whole > LONGEST_NAME || vague {
            return None;
        }
        // 平台方, 中心城区: the head is part of a longer word that the lexicon does not know.
        if matches!(
            self.chars.get(head.end),
            Some('方' | '化' | '性' | '员' | '型' | '师' | '类' | '长' | '级' | '商' | '法')
        ) {
            return None;
        }
        let placed = is_placed(&modifier);
        // 建成蒙汉双语工作室15个: what can be counted is there.
        let counted = self.tokens_from(head.end).next().is_some_and(|t| t.start == head.end)
            && self.chars.get(head.end).is_some_and(char::is_ascii_digit);
        let reported = starts_with(&self.chars[head.end..], &self.lexicon.reports);
        // 钦州华为数字小镇、柳州螺蛳粉电商产业园: one of a list of institutions.
        let among = matches!(self.chars.get(end), Some('、' | '和' | '及' | '与' | '等'))
            || start > 0 && matches!(self.chars[start - 1], '、' | '和' | '及' | '与');
        let institution = matches!(kind, MeasureKind::Facility | MeasureKind::Organisation);
        let listed = among && (institution || whole >= LONG_ENOUGH);
        // 成立打诈中心: short, but somebody has just made it.
        let made = self.made(start) && whole >= SHORTEST_MADE && !self.lexicon.generic.contains(&modifier);
        // 首席网络安全官制度在320家单位试点: what a clause is about.
        let leads = start == 0 || self.stops(start - 1);
        let signed = placed || opened || reported;
        let enough = match demand {
            Demand::Proper => signed || whole >= 5,
            Demand::Common => {
                placed && length >= 3
                    || (opened || reported || listed || leads) && whole >= 6
                    || opened && counted && whole >= 5
                    || made
            }
            Demand::Quoted => false,
        };
        enough.then_some(Name { start, end, kind, quoted: None, signed })
    }

    /// The opening of a bracket that ends right before `at` and holds a Latin name: 个人化资料自主运用(MyData)平台.
    fn latin_bracket(&self, at: usize) -> Option<usize> {
        let close = at.checked_sub(1).filter(|&i| matches!(self.chars[i], '）' | ')'))?;
        let open = (close.saturating_sub(LONGEST_LIST)..close).rev().find(|&i| matches!(self.chars[i], '（' | '('))?;
        let inside = &self.chars[open + 1..close];
        (inside.first().is_some_and(char::is_ascii_alphabetic) && inside.iter().all(char::is_ascii)).then_some(open)
    }

    /// The end of a Latin name right behind a head: 跨机关资料传输平台T-Road.
    fn latin_after(&self, end: usize) -> usize {
        let run = self.chars[end..].iter().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '+')).count();
        let word = &self.chars[end..end + run];
        let named =
            run >= 3 && word[0].is_ascii_alphabetic() && word.iter().filter(|c| c.is_ascii_alphabetic()).count() >= 3;
        // App is a head of its own.
        let head = self.tokens_from(end).next().is_some_and(|t| t.start == end && t.mark.head.is_some());
        if named && !head { end + run } else { end }
    }

    /// Whether a word that makes something ends right before `at`, alone or before 了.
    fn made(&self, at: usize) -> bool {
        let at = if at > 0 && self.chars[at - 1] == '了' { at - 1 } else { at };
        ends_with(&self.chars[..at], &self.lexicon.makers)
    }

    /// 开展打击…、整治…等专项行动: a list of what is struck, before a head that has nothing else before it.
    fn struck_before(&self, head: Token, kind: MeasureKind) -> Option<usize> {
        let listed = ends_with(&self.chars[..head.start], &["等", "等一系列", "等系列", "等多项", "等各类"]);
        if kind != MeasureKind::Campaign || !listed {
            return None;
        }
        let opener = self
            .tokens_before(head.start)
            .take_while(|t| head.start - t.end <= LONGEST_STRUCK)
            .find(|t| t.mark.opener)?;
        let sentence = &self.chars[opener.end..head.start];
        let one_clause = !sentence.iter().any(|c| matches!(c, '，' | ',' | '。' | '；' | '\n'));
        (one_clause && starts_with(sentence, &OBJECTS)).then_some(opener.end)
    }

    /// Where a name that ends in `head` begins.
    fn left_border(&self, head: Token) -> usize {
        let mut start = self.segment_start(head.start);
        // 建设联合辟谣机制: of two verbs that introduce, the second is part of the name.
        if let Some(verb) =
            self.tokens_before(start).next().filter(|t| t.end == start && t.mark.nounlike && t.mark.opener)
            && self.opened(verb.start)
            && start < head.start
            && self.chars[verb.start..verb.end] == ['联', '合']
        {
            start = verb.start;
        }
        // 人才与创新基地: a verb that touches the head is part of the name, if more stands before it.
        if start == head.start
            && let Some(verb) = self.tokens_before(head.start).next().filter(|t| t.mark.nounlike && t.end == start)
        {
            let further = self.segment_start(verb.start);
            if further + 2 <= verb.start || verb.start > 0 && matches!(self.chars[verb.start - 1], '与' | '和') {
                start = if further + 2 <= verb.start { further } else { verb.start };
            }
        }
        for c in ["和", "与", "及"] {
            // A conjunction within a name: 省互联网违法和不良信息举报中心.
            let joined = start > 0 && self.chars[start - 1] == c.chars().next().unwrap_or_default();
            if !joined {
                continue;
            }
            let first = self.segment_start(start - 1);
            let left: String = self.chars[first..start - 1].iter().collect();
            let ends_in_head =
                self.tokens_before(start - 1).next().is_some_and(|t| t.end == start - 1 && t.mark.head.is_some());
            let whole = is_placed(&left) || OBJECTS.iter().any(|o| left.contains(o));
            if !ends_in_head && whole && first < start - 1 {
                start = first;
            }
        }
        let name: String = self.chars[start..head.start].iter().collect();
        // 公安机关打击…专项行动: what it strikes opens the name.
        let struck = OBJECTS.iter().filter_map(|o| name.find(o)).min();
        match struck {
            Some(byte) if byte > 0 && !is_placed(&name) => start + name[..byte].chars().count(),
            _ => start,
        }
    }

    /// The place right after the last border, mark or stop before `at`.
    fn segment_start(&self, at: usize) -> usize {
        let far = at.saturating_sub(LONGEST_NAME + 1);
        let stop = (far..at).rev().find(|&i| self.stops(i)).map_or(far, |i| i + 1);
        let mut near = self.tokens_before(at).take_while(|t| t.end > stop);
        near.find(|t| t.mark.border).map_or(stop, |t| t.end)
    }

    /// Whether a word that introduces a name ends right before `at`, alone or before 了.
    fn opened(&self, at: usize) -> bool {
        let at = if at > 0 && matches!(self.chars[at - 1], '了' | '起') { at - 1 } else { at };
        self.tokens_before(at).next().is_some_and(|t| t.mark.opener && t.end == at)
    }

    /// Names that need no head: 电子证照.
    fn terms(&self, names: &mut Vec<Name>) {
        let mut covered = vec![false; self.chars.len()];
        for name in names.iter() {
            covered[name.start..name.end].fill(true);
        }
        for token in &self.tokens {
            let Some(kind) = token.mark.term else { continue };
            if !covered[token.start] {
                names.push(Name { start: token.start, end: token.end, kind, quoted: None, signed: true });
            }
        }
    }

    /// The words that end at or before `at`, last first.
    fn tokens_before(&self, at: usize) -> impl Iterator<Item = &Token> {
        let after = self.tokens.partition_point(|t| t.start < at);
        self.tokens[..after].iter().rev().skip_while(move |t| t.end > at)
    }

    fn tokens_from(&self, from: usize) -> impl Iterator<Item = &Token> {
        let first = self.tokens.partition_point(|t| t.start < from);
        self.tokens[first..].iter()
    }

    /// The end of the stretch without border, mark or stop that begins at `from`.
    fn stretch_end(&self, from: usize) -> usize {
        let stop = self.stretch_until_mark(from);
        let border = self.tokens_from(from).find(|t| t.mark.border && t.mark.head.is_none()).map_or(stop, |t| t.start);
        stop.min(border)
    }

    /// Whether the character at `at` ends every name. One dash joins (中国—东盟), two part.
    fn stops(&self, at: usize) -> bool {
        let dash = |i: Option<usize>| i.and_then(|i| self.chars.get(i)) == Some(&'—');
        let joins = self.chars[at] == '—' && !dash(at.checked_sub(1)) && !dash(Some(at + 1));
        is_stop(self.chars[at]) && !joins
    }

    fn stretch_until_mark(&self, from: usize) -> usize {
        (from..self.chars.len()).find(|&i| self.stops(i)).unwrap_or(self.chars.len())
    }
}

/// What 《…》 ends with where it is a document.
const DOCUMENT_ENDS: [&str; 58] = [
    "办法",
    "条例",
    "方案",
    "规划",
    "意见",
    "通知",
    "规定",
    "决定",
    "标准",
    "规范",
    "指南",
    "纲要",
    "计划",
    "细则",
    "公约",
    "白皮书",
    "指引",
    "预案",
    "清单",
    "规则",
    "措施",
    "公告",
    "倡议书",
    "法",
    "蓝图",
    "约章",
    "宣言",
    "守则",
    "章程",
    "协议",
    "备忘录",
    "手册",
    "纪要",
    "报告",
    "要点",
    "行动书",
    "路线图",
    "承诺书",
    "若干规定",
    "目录",
    "规例",
    "规程",
    "准则",
    "通则",
    "原则",
    "纲领",
    "须知",
    "框架",
    "协定",
    "声明",
    "通告",
    "公报",
    "战略",
    "预算案",
    "草案",
    "倡议",
    "规约",
    "约定",
];

/// What a campaign is against begins its name.
const OBJECTS: [&str; 5] = ["打击", "整治", "严打", "清理整治", "防范"];

fn ends_with<S: AsRef<str>>(chars: &[char], words: &[S]) -> bool {
    words.iter().any(|w| {
        let mut at = chars.iter().rev();
        w.as_ref().chars().rev().all(|c| at.next() == Some(&c))
    })
}

fn starts_with<S: AsRef<str>>(chars: &[char], words: &[S]) -> bool {
    words.iter().any(|w| {
        let mut at = chars.iter();
        w.as_ref().chars().all(|c| at.next() == Some(&c))
    })
}
