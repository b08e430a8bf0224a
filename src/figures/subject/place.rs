//! Where a figure is: the place that its sentence names as the setting.
//!
//! A place governs all figures after it until another is named. It stands where a clause begins, behind 在 or 面向, before
//! what is counted (造成嘉义县农损), or behind the figure (12间在深圳). What a place is, [`crate::places`] says and the dictionary.

use std::sync::LazyLock;

use super::Subjects;
use crate::figures::clause::{Class, Range, Token};
use crate::figures::lexicon::Lexicon;
use crate::figures::syntax;

/// A name of a place among the tokens of a sentence: where it ends, and after which token.
struct Place {
    range: Range,
    next: usize,
    /// Known by name or as a division; a lake or a harbour of the dictionary holds for its own clause once a place was named.
    firm: bool,
}

/// What a sentence has set so far, as far as its tokens were looked at.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Setting {
    next: usize,
    /// More than words without weight stand before in the clause.
    within: bool,
    /// 在 stands in the clause.
    led: bool,
    found: Option<Range>,
    /// What holds for its own clause.
    aside: Option<Range>,
}

impl Subjects<'_> {
    /// Where the figure of token `at` is.
    pub(super) fn place(&mut self, at: usize) -> Option<Range> {
        let setting = self.setting(at);
        self.behind(at).or_else(|| self.beside(at)).or(setting)
    }

    fn is(&self, token: &Token, words: &Lexicon<()>) -> bool {
        words.exact(self.text, token.from, token.to - token.from).is_some()
    }

    fn wide(&self, place: &Place) -> bool {
        syntax::wide(self.text, place.range)
    }

    /// What the clause of token `at` or an earlier one of its sentence sets. Goes on from the figure that was asked for before.
    fn setting(&mut self, at: usize) -> Option<Range> {
        let mut setting = std::mem::take(&mut self.sentence.setting);
        while setting.next < at {
            self.step(&mut setting, at);
        }
        let found = setting.aside.or(setting.found);
        self.sentence.setting = setting;
        found
    }

    fn step(&self, setting: &mut Setting, at: usize) {
        let tokens = &self.sentence.tokens;
        let i = setting.next;
        let token = &tokens[i];
        setting.next += 1;
        if matches!(token.class, Class::Mark | Class::Closing) {
            (setting.within, setting.led, setting.aside) = (false, false, None);
            return;
        }
        let before = i.checked_sub(1).map(|b| &tokens[b]);
        let led_here = || before.is_some_and(|b| self.is(b, &LEADS) || setting.led && b.class == Class::Of);
        // Nothing else was named: 造成嘉义县农损11亿元, 水稻受损3,218公顷.
        let done_here =
            || setting.found.is_none() && before.is_some_and(|b| b.class == Class::Verb && !self.is(b, &TOWARDS));
        let may = !setting.within || led_here() || done_here();
        let place = if may { self.named(i, at) } else { None };
        let place = place.filter(|place| !setting.within || !self.wide(place));
        let leads = self.is(token, &LEADS);
        match place {
            Some(place) => {
                if place.firm || setting.found.is_none() {
                    setting.found = Some(place.range);
                } else {
                    setting.aside = Some(place.range);
                }
                setting.within = true;
                setting.next = place.next;
            }
            None => setting.within |= !self.passed(token),
        }
        setting.led |= leads;
    }

    /// What has no weight of its own at the head of a clause.
    fn passed(&self, token: &Token) -> bool {
        match token.class {
            Class::Adverb | Class::Time | Class::Conjunction | Class::List | Class::Particle | Class::Nobody => true,
            Class::Name => syntax::period(self.text, token.from).is_some(),
            Class::Preposition => matches!(self.text[token.from], '在' | '于' | '据' | '截'),
            _ => false,
        }
    }

    /// The place right before the figure, or before what it counts: 造成嘉义县农损, not 引来全国网友.
    fn beside(&self, at: usize) -> Option<Range> {
        let tokens = &self.sentence.tokens;
        let near = (0..at).rev().find(|&i| tokens[i].class != Class::Adverb);
        let direct = near.and_then(|i| self.named(i, at));
        if direct.is_some() {
            return direct.map(|place| place.range);
        }
        for i in (1..at).rev() {
            let token = &tokens[i];
            let goes_on = matches!(
                token.class,
                Class::Noun | Class::Place | Class::VerbOrNoun | Class::Adverb | Class::Light | Class::Change
            );
            if !goes_on {
                return None;
            }
            let does = tokens[i - 1].class == Class::Verb && !self.is(&tokens[i - 1], &TOWARDS);
            if let Some(place) = self.named(i, at).filter(|place| does && !self.wide(place)) {
                return Some(place.range);
            }
        }
        None
    }

    /// 12间在深圳
    fn behind(&self, at: usize) -> Option<Range> {
        let tokens = &self.sentence.tokens;
        let noun = |t: &&Token| matches!(t.class, Class::Noun | Class::Name | Class::Of | Class::Particle);
        let after = at + 1 + tokens.get(at + 1..)?.iter().take_while(noun).count();
        tokens.get(after).filter(|t| self.is(t, &STANDS))?;
        self.named(after + 1, tokens.len()).filter(|place| !self.wide(place)).map(|place| place.range)
    }

    /// The name that begins with token `i` and ends before token `end`, with those that go with it: 湖北省宜昌市, 新疆、甘肃.
    fn named(&self, i: usize, end: usize) -> Option<Place> {
        let mut place = self.one(i, end)?;
        loop {
            let tokens = &self.sentence.tokens;
            let joined = tokens.get(place.next).is_some_and(|t| matches!(t.class, Class::List | Class::Conjunction));
            let listed = || self.one(place.next + 1, end).filter(|_| joined);
            match self.one(place.next, end).or_else(listed) {
                Some(next) => place = Place { range: (place.range.0, next.range.1), ..next },
                None => return Some(place),
            }
        }
    }

    fn one(&self, i: usize, end: usize) -> Option<Place> {
        let tokens = self.sentence.tokens.get(..end)?;
        let token = tokens.get(i)?;
        if matches!(token.class, Class::Name | Class::Number(_) | Class::Time | Class::Mark | Class::Denominator) {
            return None;
        }
        let from = token.from;
        let closes = |to: usize| tokens[i..].iter().take(4).position(|t| t.to == to).map(|n| i + n + 1);
        let known = syntax::place(self.text, from).max(syntax::town(self.text, from)).and_then(|len| {
            let leveled = self.text.get(from + len).is_some_and(|c| LEVELS.contains(c));
            let longer = leveled.then_some(from + len + 1).and_then(|to| Some((to, closes(to)?)));
            // The dictionary has 舟山渔场 as one place.
            let within = || (token.class == Class::Place && from + len < token.to).then_some((from + len, i + 1));
            longer.or_else(|| Some((from + len, closes(from + len)?))).or_else(within)
        });
        let (to, next) = known.or_else(|| self.by_ending(i, end))?;
        let firm = known.is_some() || LEVELS.contains(&self.text[to - 1]);
        // 全国首个
        let boasts =
            syntax::wide(self.text, (from, to)) && matches!(self.text.get(to), Some('首' | '唯' | '领' | '第'));
        (!boasts).then_some(Place { range: (from, to), next, firm })
    }

    /// What the dictionary calls a place and ends like one; or names that it does not know, which it leaves as single
    /// characters: 西咸新区.
    fn by_ending(&self, i: usize, end: usize) -> Option<(usize, usize)> {
        let tokens = &self.sentence.tokens[..end];
        let token = tokens[i];
        let ends = |to: usize| LEVELS.contains(&self.text[to - 1]) || ENDINGS.contains(&self.text[to - 1]);
        let range = (token.from, token.to);
        if token.class == Class::Place && token.to - token.from > 2 && ends(token.to) {
            return (!syntax::no_place(self.text, range)).then_some((token.to, i + 1));
        }
        let single = |t: &&Token| t.class == Class::Noun && t.to - t.from == 1;
        let count = tokens[i..].iter().take(3).take_while(single).count();
        let level = tokens.get(i + count).filter(|t| self.is(t, &UNITS))?;
        (count > 1 && tokens[i + count - 1].to == level.from).then_some((level.to, i + count + 1))
    }
}

/// What a place follows that is the setting of what is told.
static LEADS: LazyLock<Lexicon<()>> = LazyLock::new(|| words("在 于 位于 面向 遍布 覆盖"));
/// What is done towards a place, or comes from there: the figure is not there.
static TOWARDS: LazyLock<Lexicon<()>> =
    LazyLock::new(|| words("来自 吸引 引来 前往 赴 抵达 到 去 出口 发往 销往 运往 通往 走进 进入 返回 连接 飞往 直达"));
/// What the names of divisions end in.
const LEVELS: [char; 9] = ['省', '市', '县', '区', '州', '旗', '盟', '镇', '乡'];
/// And other names of places.
const ENDINGS: [char; 14] = ['村', '湖', '江', '河', '山', '海', '岛', '湾', '港', '峡', '域', '原', '寨', '屯'];
/// Divisions as words of their own.
static UNITS: LazyLock<Lexicon<()>> = LazyLock::new(|| words("市 县 区 新区 州 旗 盟 镇 乡 村 自治县 自治州 开发区"));
/// Says that a figure stands somewhere: 12间在深圳.
static STANDS: LazyLock<Lexicon<()>> = LazyLock::new(|| words("在 位于 落户"));

fn words(list: &str) -> Lexicon<()> {
    Lexicon::forwards(list.split_whitespace().map(|word| (word, ())))
}
