//! Names of places, and words for the time that something is about: `assets/places.toml`, in simplified characters.

use std::sync::LazyLock;

use serde::Deserialize;

/// The lists, ready to be looked up.
#[derive(Debug)]
pub struct Places {
    /// All that a text may name as the place it is about: 全省, 江西, 江西省, 长三角, 南昌市.
    pub named: Vec<String>,
    /// Provinces and what ranks with them, without 省 and 市, and regions of several: 江西, 香港, 长三角.
    pub provinces: Vec<String>,
    /// Prefectures, counties, districts and towns by their bare names, places abroad, and where the speaker is: 义乌, 县里.
    /// Some are common words elsewhere: only for who asks where something is.
    pub towns: Vec<String>,
    /// What ends like the name of a place and is none: 大城市.
    pub no_place: Vec<String>,
    /// What names of the whole country or the world begin with: 国家, 国际.
    pub national: Vec<String>,
    /// So wide that they hold for their own clause only: 全国, 海外.
    pub wide: Vec<String>,
    /// Periods that are no date: 上半年, “十四五”期间.
    pub periods: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    levels: String,
    municipalities: String,
    provinces: String,
    regions: String,
    clusters: String,
    cities: String,
    towns: String,
    here: String,
    no_place: String,
    national: String,
    wide: String,
    periods: String,
    plan_ends: String,
    plans: String,
}

impl Places {
    pub fn builtin() -> &'static Self {
        static BUILTIN: LazyLock<Places> = LazyLock::new(|| {
            let table = include_str!("../assets/places.toml");
            Places::new(&toml::from_str(table).expect("a test reads the table that is built in"))
        });
        &BUILTIN
    }

    fn new(table: &Table) -> Self {
        let provinces = [&table.municipalities, &table.provinces, &table.regions, &table.clusters];
        let provinces: Vec<String> = provinces.into_iter().flat_map(|list| words(list)).collect();
        let with = |list: &str, level| words(list).into_iter().map(move |name| name + level);
        let named = words(&table.levels)
            .into_iter()
            .chain(provinces.iter().cloned())
            .chain(with(&table.municipalities, "市"))
            .chain(with(&table.provinces, "省"))
            .chain(words(&table.cities))
            .collect();
        let mut periods = words(&table.periods);
        for plan in words(&table.plans) {
            for (open, close) in [("“", "”"), ("「", "」"), ("", "")] {
                periods.extend(words(&table.plan_ends).iter().map(|end| format!("{open}{plan}{close}{end}")));
            }
        }
        let towns = words(&table.towns).into_iter().chain(words(&table.here)).collect();
        let no_place = words(&table.no_place);
        Self { named, provinces, towns, no_place, national: words(&table.national), wide: words(&table.wide), periods }
    }
}

fn words(list: &str) -> Vec<String> {
    list.split_whitespace().map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn provinces_stand_with_and_without_their_level() {
        let places = Places::builtin();
        let named = |name: &str| places.named.iter().any(|n| n == name);
        assert!(["江西", "江西省", "北京市", "香港", "京津冀", "鹰潭市"].into_iter().all(named));
        assert!(!["香港省", "北京省", "京津冀省"].into_iter().any(named));
        assert_eq!(places.provinces.len(), 34 + 4, "all of them, and four regions");
        assert!(places.periods.iter().any(|p| p == "“十四五”期间"));
    }
}
