//! Pages saved as one MIME file (`.mhtml`, `.mht`): the first HTML part, read as a page.

use mail_parser::{MessageParser, MimeHeaders, PartType};

use super::{Extracted, html};
use crate::article::load::LoadError;
use crate::article::variables::Variable;

pub fn extract(bytes: &[u8]) -> Result<Extracted, LoadError> {
    let message = MessageParser::new()
        .parse(bytes)
        .ok_or_else(|| LoadError::Damaged("its MIME parts cannot be told apart".into()))?;
    let page = message
        .parts
        .iter()
        .find_map(|part| match &part.body {
            PartType::Html(page) => Some((page, part)),
            _ => None,
        })
        .ok_or(LoadError::NoText)?;
    let (page, part) = page;
    let mut out = html::from_page(page);
    out.encoding = part
        .content_type()
        .and_then(|t| t.attribute("charset"))
        .and_then(|label| encoding_rs::Encoding::for_label(label.as_bytes()).map(encoding_rs::Encoding::name));
    let url = message.header_raw("Snapshot-Content-Location").or_else(|| part.content_location());
    out.variables.take_from_file(Variable::Url, url.unwrap_or_default(), "Snapshot-Content-Location");
    if let Some(date) = message.date() {
        let date = format!("{}-{:02}-{:02}", date.year, date.month, date.day);
        out.variables.take_from_file(Variable::RetrievedOn, &date, "Date");
    }
    Ok(out)
}
