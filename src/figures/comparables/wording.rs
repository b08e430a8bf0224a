//! What two articles say in the same words: ideographs and pairs of them, those that are seldom telling more.

/// An ideograph, or two that follow each other.
type Gram = u64;

/// The ideographs of a text and their pairs, each once, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grams(Vec<Gram>);

impl Grams {
    pub fn of(text: &str) -> Self {
        let chars: Vec<char> = text.chars().filter(|c| c.is_alphabetic()).collect();
        let pairs = chars.windows(2).map(|w| gram(w[0], Some(w[1])));
        Self::sorted(pairs.chain(chars.iter().map(|&c| gram(c, None))).collect())
    }

    /// Pairs alone, for longer texts: many share an ideograph.
    pub fn pairs(text: &str) -> Self {
        let chars: Vec<char> = text.chars().collect();
        let pairs = chars.windows(2).filter(|w| w.iter().all(|c| c.is_alphabetic()));
        Self::sorted(pairs.map(|w| gram(w[0], Some(w[1]))).collect())
    }

    /// Pairs that two texts share, as words.
    pub fn shared(&self, other: &Self) -> Vec<String> {
        let both = self.0.iter().filter(|gram| **gram & PAIR != 0 && other.0.binary_search(gram).is_ok());
        both.map(|&gram| [gram >> 32, gram & PAIR].iter().filter_map(|&c| char::from_u32(c as u32)).collect()).collect()
    }

    fn sorted(mut grams: Vec<Gram>) -> Self {
        grams.sort_unstable();
        grams.dedup();
        Self(grams)
    }
}

/// Where the second ideograph of a pair stands.
const PAIR: Gram = 0xFFFF_FFFF;

fn gram(first: char, second: Option<char>) -> Gram {
    u64::from(u32::from(first)) << 32 | second.map_or(0, |c| u64::from(u32::from(c)))
}

/// In how many texts each gram stands.
pub struct Counts {
    counts: Vec<(Gram, f64)>,
    texts: f64,
}

impl Counts {
    pub fn of<'a>(texts: impl Iterator<Item = &'a Grams>) -> Self {
        let (mut all, mut number) = (Vec::new(), 0.0);
        for text in texts {
            all.extend_from_slice(&text.0);
            number += 1.0;
        }
        all.sort_unstable();
        let counts = all.chunk_by(|a, b| a == b).map(|same| (same[0], same.len() as f64)).collect();
        Self { counts, texts: number }
    }

    fn of_gram(&self, gram: Gram) -> f64 {
        self.counts.binary_search_by_key(&gram, |(g, _)| *g).map_or(1.0, |at| self.counts[at].1)
    }

    /// A short text, its grams weighed: what is seldom tells more, a single ideograph half as much as a pair.
    pub fn weigh(&self, text: &Grams) -> Weighed {
        Weighed::of(text, |gram| {
            let rarity = (1.0 + self.texts / self.of_gram(gram)).ln();
            if gram & PAIR == 0 { rarity * 0.5 } else { rarity }
        })
    }

    /// A longer text: what stands in every one tells nothing.
    pub fn weigh_long(&self, text: &Grams) -> Weighed {
        Weighed::of(text, |gram| (self.texts / self.of_gram(gram)).ln().powi(2))
    }
}

/// A text with what each of its grams tells.
pub struct Weighed {
    grams: Vec<(Gram, f64)>,
    total: f64,
}

impl Weighed {
    fn of(text: &Grams, weight: impl Fn(Gram) -> f64) -> Self {
        let grams: Vec<(Gram, f64)> = text.0.iter().map(|&gram| (gram, weight(gram))).collect();
        let total = grams.iter().map(|(_, weight)| weight).sum();
        Self { grams, total }
    }

    fn both(&self, other: &Self) -> f64 {
        let (mut x, mut y, mut sum) = (self.grams.iter().peekable(), other.grams.iter().peekable(), 0.0);
        while let (Some((a, weight)), Some((b, _))) = (x.peek(), y.peek()) {
            match a.cmp(b) {
                std::cmp::Ordering::Less => drop(x.next()),
                std::cmp::Ordering::Greater => drop(y.next()),
                std::cmp::Ordering::Equal => {
                    sum += weight;
                    x.next();
                    y.next();
                }
            }
        }
        sum
    }

    /// How much of the two is the same, from 0 to 1.
    pub fn likeness(&self, other: &Self) -> f64 {
        let total = self.total + other.total;
        if total == 0.0 { 0.0 } else { 2.0 * self.both(other) / total }
    }

    /// The same for texts of very unlike length.
    pub fn angle(&self, other: &Self) -> f64 {
        let product = self.total * other.total;
        if product == 0.0 { 0.0 } else { self.both(other) / product.sqrt() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seldom_words_tell_more() {
        let texts = ["网络安全演练", "网络零售额", "零售额", "网络用户"].map(Grams::of);
        let counts = Counts::of(texts.iter());
        let like = |a: &str, b: &str| counts.weigh(&Grams::of(a)).likeness(&counts.weigh(&Grams::of(b)));
        assert_eq!(like("零售额", "零售额"), 1.0);
        assert_eq!(like("零售", "演练"), 0.0);
        assert!(like("安全演练", "安全检查") > like("网络演练", "网络检查"));
        assert_eq!(Grams::of("网络零售额").shared(&Grams::of("零售额")), ["售额", "零售"]);
    }
}
