//! Names in marks: “…” with the head word after it or without one, 《…》.

use super::{Line, Name, ends_with, starts_with};
use crate::measures::MeasureKind;
use crate::measures::lexicon::{Demand, Ending};
use crate::measures::marks::{LONGEST_QUOTE, is_stop};
use crate::measures::places::is_place;

/// Marks and joints that are followed to the end of a list.
const LONGEST_LIST: usize = 16;
/// Longest quoted words without a head.
const LONGEST_BARE: usize = 16;
/// How far the head word may stand behind the closing mark.
const REACH: usize = 12;

impl Line<'_> {
    /// 《…》: a document where it ends like one, else a work.
    pub(super) fn titled(&self, open: usize, close: usize) -> Option<Name> {
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
        let is_document = self.lexicon.documents.iter().any(|end| inside.ends_with(end) || title.ends_with(end));
        // 《台中通》数位市民平台: not what title marks usually hold.
        let system = self.head_after(close + 1).is_some_and(|(_, kind)| kind == MeasureKind::System);
        let kind = match (is_document, system) {
            (true, _) => MeasureKind::Document,
            (_, true) => MeasureKind::System,
            _ => MeasureKind::Work,
        };
        Some(Name { start: open, end: close + 1, kind, quoted: None, signed: true })
    }

    pub(super) fn quoted(&self, pair: usize) -> Option<Name> {
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
}
