//! A measure as an analyst reads it.

use std::collections::BTreeMap;

use super::{Level, Measure, MeasureKind};
use crate::article::PassageId;
use crate::status::Status;
use crate::text::Span;
use crate::themes::Codebook;

/// Why a measure cannot be read so.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AmendError {
    #[error("a measure has no field {0}")]
    Field(String),
    #[error("{field} cannot be {value}")]
    Value { field: String, value: String },
}

/// The mention at `span` as an analyst reads it: `machine`'s reading, or a programme called `words`, with `fields` set.
/// Fields are called as `duizhao measures` prints them: `name`, `kind`, `theme` (an id), `status`, `level`; an empty
/// value takes theme, status or level away.
pub fn amended(
    machine: Option<&Measure>,
    (span, passage, words): (Span, PassageId, &str),
    fields: &BTreeMap<String, String>,
    codebook: &Codebook,
) -> Result<Measure, AmendError> {
    let mut measure = machine.cloned().unwrap_or_else(|| Measure {
        span,
        passage,
        theme: None,
        kind: MeasureKind::Programme,
        group: 0,
        status: None,
        status_cue: None,
        level: None,
        normalized: bare(words).to_owned(),
        quoted: None,
    });
    for (field, value) in fields {
        let value = value.trim();
        let wrong = || AmendError::Value { field: field.clone(), value: value.to_owned() };
        match field.as_str() {
            "name" if value.is_empty() => return Err(wrong()),
            "name" => value.clone_into(&mut measure.normalized),
            "kind" => measure.kind = named(value).ok_or_else(wrong)?,
            "theme" if value.is_empty() => measure.theme = None,
            "theme" => measure.theme = Some(codebook.index_of(value).ok_or_else(wrong)?),
            "status" if value.is_empty() => measure.status = None,
            "status" => measure.status = Some(named::<Status>(value).ok_or_else(wrong)?),
            "level" if value.is_empty() => measure.level = None,
            "level" => measure.level = Some(named::<Level>(value).ok_or_else(wrong)?),
            _ => return Err(AmendError::Field(field.clone())),
        }
    }
    Ok(measure)
}

/// A name without the marks around it.
fn bare(words: &str) -> &str {
    words.trim().trim_matches(['“', '”', '「', '」', '『', '』', '《', '》', '"'])
}

fn named<T: serde::de::DeserializeOwned>(value: &str) -> Option<T> {
    serde_json::from_value(serde_json::Value::String(value.to_owned())).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(all: &[(&str, &str)]) -> BTreeMap<String, String> {
        all.iter().map(|(field, value)| ((*field).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn fields_are_set_and_refused() {
        let codebook = Codebook::builtin();
        let at = (Span::new(2, 8), PassageId(0), "“清源行动”");
        let read = |all: &[(&str, &str)]| amended(None, at, &fields(all), &codebook);
        let plain = read(&[]).unwrap();
        assert_eq!((plain.normalized.as_str(), plain.kind, plain.status), ("清源行动", MeasureKind::Programme, None));
        let other = read(&[("kind", "campaign"), ("status", "planned"), ("name", "清源"), ("theme", "")]).unwrap();
        assert_eq!((other.normalized.as_str(), other.kind), ("清源", MeasureKind::Campaign));
        assert_eq!(other.status, Some(Status::Planned));
        assert_eq!(amended(Some(&other), at, &fields(&[("status", "")]), &codebook).unwrap().status, None);
        for wrong in [("kind", "no"), ("theme", "no_such_theme"), ("name", " "), ("value", "3")] {
            assert!(read(&[wrong]).is_err(), "{wrong:?}");
        }
    }
}
