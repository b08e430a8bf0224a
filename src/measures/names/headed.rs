//! Names without marks: what stands before a head word, back to the last border.

use super::{LONGEST_NAME, Line, Name, ends_with, starts_with};
use crate::measures::MeasureKind;
use crate::measures::lexicon::{Demand, Token};
use crate::measures::places::is_placed;

/// What is explained by a Latin name in brackets has so many characters at least.
const SHORTEST_STEM: usize = 2;
/// The shortest name of what has just been made.
const SHORTEST_MADE: usize = 4;
/// A name of such a length is one of a list by itself.
const LONG_ENOUGH: usize = 8;
/// Longest Latin name in brackets.
const LONGEST_LATIN: usize = 16;
/// Longest list of what a campaign strikes, in characters.
const LONGEST_STRUCK: usize = 60;

impl Line<'_> {
    /// Names without marks: everything before a head word back to the last border.
    pub(super) fn headed(&self, names: &mut Vec<Name>, covered: &[bool]) {
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
        let open = (close.saturating_sub(LONGEST_LATIN)..close).rev().find(|&i| matches!(self.chars[i], '（' | '('))?;
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
        (one_clause && starts_with(sentence, &self.lexicon.struck)).then_some(opener.end)
    }

    /// Where a name that ends in `head` begins.
    pub(super) fn left_border(&self, head: Token) -> usize {
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
            let whole = is_placed(&left) || self.lexicon.struck.iter().any(|o| left.contains(o));
            if !ends_in_head && whole && first < start - 1 {
                start = first;
            }
        }
        let name: String = self.chars[start..head.start].iter().collect();
        // 公安机关打击…专项行动: what it strikes opens the name.
        let struck = self.lexicon.struck.iter().filter_map(|o| name.find(o)).min();
        match struck {
            Some(byte) if byte > 0 && !is_placed(&name) => start + name[..byte].chars().count(),
            _ => start,
        }
    }
}
