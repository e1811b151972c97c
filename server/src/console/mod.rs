//! The province's pages, inside the binary: what `npm run build` made of `ui/console.html`.

/// Paths below the root and their contents, written by `build.rs`.
const FILES: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/console.rs"));

/// The page itself.
pub const PAGE: &str = "console.html";

/// A file of the pages and its media type; none if there is no such file.
#[must_use]
pub fn file(path: &str) -> Option<(&'static [u8], &'static str)> {
    let (name, bytes) = FILES.iter().find(|(name, _)| *name == path)?;
    Some((bytes, media_type(name)))
}

fn media_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, ending)| ending) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("woff2") => "font/woff2",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_is_there_with_everything_it_names() {
        let (page, kind) = file(PAGE).unwrap();
        assert!(kind.starts_with("text/html"));
        let page = std::str::from_utf8(page).unwrap();
        let named: Vec<&str> = page.split('"').filter_map(|part| part.strip_prefix("/assets/")).collect();
        assert!(!named.is_empty());
        for name in named {
            assert!(file(&format!("assets/{name}")).is_some(), "{name}");
        }
        assert!(FILES.iter().all(|(name, _)| media_type(name) != "application/octet-stream"), "a file of unknown type");
        assert!(file("assets/../console.html").is_none());
    }
}
