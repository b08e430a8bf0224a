//! Caps the depth of HTML before it becomes a tree: deep trees make parsers slow and overflow stacks.

/// Elements that hold nothing.
const VOID: [&str; 16] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
    "frame", "keygen",
];
/// Elements whose content is no markup.
const RAW: [&str; 7] = ["script", "style", "textarea", "title", "xmp", "noscript", "iframe"];
/// Elements that end where the next of their kind begins.
const IMPLIED: [&str; 9] = ["p", "li", "td", "tr", "th", "dd", "dt", "option", "tbody"];

/// `html` without the tags that stand deeper than `limit`, and whether there were any. Their text stays.
pub fn cap(html: &str, limit: usize) -> (String, bool) {
    let mut out = String::with_capacity(html.len());
    let mut open: Vec<String> = Vec::new();
    let mut capped = false;
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        if rest.starts_with("<!--") {
            let end = rest.find("-->").map_or(rest.len(), |end| end + 3);
            rest = &rest[end..];
            continue;
        }
        let closing = rest.starts_with("</");
        let name: String = rest[1 + usize::from(closing)..]
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | ':'))
            .take(32)
            .collect::<String>()
            .to_ascii_lowercase();
        if name.is_empty() {
            // A bare < in text, or a doctype.
            out.push('<');
            rest = &rest[1..];
            continue;
        }
        let end = tag_end(rest);
        let tag = &rest[..end];
        rest = &rest[end..];
        if closing {
            // Only what is open near the top can be closed: a search through all would be quadratic.
            let Some(back) = open.iter().rev().take(64).position(|o| *o == name) else {
                capped |= open.len() >= limit;
                continue;
            };
            open.truncate(open.len() - back - 1);
            out.push_str(tag);
            continue;
        }
        if IMPLIED.contains(&name.as_str()) && open.last() == Some(&name) {
            open.pop();
        }
        let void = VOID.contains(&name.as_str());
        if !void && open.len() >= limit {
            capped = true;
            continue;
        }
        out.push_str(tag);
        if RAW.contains(&name.as_str()) {
            let close = format!("</{name}");
            let end = find_ignoring_case(rest, &close).map_or(rest.len(), |at| at + tag_end(&rest[at..]));
            out.push_str(&rest[..end]);
            rest = &rest[end..];
        } else if !void && !tag.ends_with("/>") {
            open.push(name);
        }
    }
    out.push_str(rest);
    (out, capped)
}

/// Behind the `>` that ends the tag at the start of `text`, one in a quoted value aside.
fn tag_end(text: &str) -> usize {
    let mut quote = None;
    let mut before_value = false;
    for (at, b) in text.bytes().enumerate() {
        match (quote, b) {
            (Some(q), b) if b == q => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'') if before_value => quote = Some(b),
            (None, b'>') => return at + 1,
            _ => {}
        }
        before_value = b == b'=' || (before_value && b.is_ascii_whitespace());
    }
    text.len()
}

fn find_ignoring_case(text: &str, needle: &str) -> Option<usize> {
    let needle = needle.as_bytes();
    text.as_bytes().windows(needle.len()).position(|w| w.eq_ignore_ascii_case(needle))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn depth_is_capped_and_text_kept() {
        let check = |html: &str, limit, expect: &str, capped| assert_eq!(cap(html, limit), (expect.to_owned(), capped));
        check("<div><p>一</p></div>", 9, "<div><p>一</p></div>", false);
        check("<a><b><c>字</c></b></a>", 2, "<a><b>字</b></a>", true);
        check("<p>一<p>二<p>三", 2, "<p>一<p>二<p>三", false);
        check("<p a=\"x>y\">一 < 二</p><br>", 1, "<p a=\"x>y\">一 < 二</p><br>", false);
        check("<script>if (a<b) '<div>'</script><i>x</i>", 1, "<script>if (a<b) '<div>'</script><i>x</i>", false);
        check("<!-- <div> -->x", 1, "x", false);
        check("<div", 3, "<div", false);
        let deep = "<b>".repeat(100_000);
        assert_eq!(cap(&deep, 256).0.len(), 3 * 256);
    }
}
