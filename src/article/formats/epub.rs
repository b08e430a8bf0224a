//! EPUB: the chapters in the order of the spine, each read as a page without anything around its text.

use quick_xml::Reader;
use quick_xml::events::Event;

use super::{Archive, Extracted, html};
use crate::article::load::LoadError;
use crate::article::variables::Variable;

pub fn extract(bytes: &[u8]) -> Result<Extracted, LoadError> {
    let mut archive = Archive::open(bytes)?;
    let damaged = |what: &str| LoadError::Damaged(format!("{what} is missing"));
    let container = archive.entry("META-INF/container.xml")?.ok_or_else(|| damaged("META-INF/container.xml"))?;
    let package_path = attributes(&container, "rootfile", "full-path")
        .into_iter()
        .next()
        .ok_or_else(|| damaged("the package file"))?;
    let package = archive.entry(&package_path)?.ok_or_else(|| damaged("the package file"))?;
    let folder = package_path.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));

    let ids = attributes(&package, "item", "id");
    let links = attributes(&package, "item", "href");
    let mut out = Extracted::default();
    for wanted in attributes(&package, "itemref", "idref") {
        let Some(link) = ids.iter().position(|id| *id == wanted).and_then(|at| links.get(at)) else { continue };
        let Some(chapter) = archive.entry(&format!("{folder}{link}"))? else { continue };
        html::chapter(&chapter, &mut out);
    }
    for (tag, variable) in [
        ("dc:title", Variable::Title),
        ("dc:creator", Variable::Author),
        ("dc:publisher", Variable::Outlet),
        ("dc:date", Variable::Date),
    ] {
        let value = super::docx::element(&package, tag).unwrap_or_default();
        out.variables.take_from_file(variable, &value, tag);
    }
    Ok(out)
}

/// The values of one attribute of all elements of a name, in order; empty where an element lacks it.
fn attributes(xml: &[u8], element: &str, attribute: &str) -> Vec<String> {
    let mut reader = Reader::from_reader(xml);
    let mut out = Vec::new();
    loop {
        match reader.read_event() {
            Ok(Event::Start(e) | Event::Empty(e)) if e.local_name().as_ref() == element => {
                let value = e.try_get_attribute(attribute).ok().flatten();
                out.push(value.map_or_else(String::new, |v| v.value.into_owned()));
            }
            Ok(Event::Eof) | Err(_) => return out,
            Ok(_) => {}
        }
    }
}
