//! Splits Rust source into code and string literals, so that a rule about one is not fooled by the other.

/// Rust source taken apart; line numbers start at 1.
pub(crate) struct Source {
    /// The code, with comments and the inside of literals blanked, line by line as in the file.
    pub(crate) code: String,
    /// Every string literal with the line it starts on.
    pub(crate) strings: Vec<(usize, String)>,
}

impl Source {
    /// Takes a file apart. Half-written source is read as far as it goes, never refused.
    pub(crate) fn read(text: &str) -> Self {
        let mut reader = Reader { rest: text, code: String::with_capacity(text.len()), strings: Vec::new(), line: 1 };
        while !reader.rest.is_empty() {
            reader.step();
        }
        Self { code: reader.code, strings: reader.strings }
    }

    /// The line on which in-file tests begin: the first `#[cfg(test)]`, or past the end.
    pub(crate) fn tests_from(&self) -> usize {
        let found = self.code.lines().position(|line| line.trim_start().starts_with("#[cfg(test)]"));
        found.map_or(usize::MAX, |at| at + 1)
    }

    /// Names of the modules declared as files (`mod name;`).
    pub(crate) fn modules(&self) -> impl Iterator<Item = &str> {
        self.code.lines().filter_map(|line| {
            let (_, after) = module_line(line).split_once("mod ")?;
            after.trim().strip_suffix(';').map(str::trim)
        })
    }
}

/// A line without its visibility, if what remains starts a module.
fn module_line(line: &str) -> &str {
    let line = line.trim();
    let bare = match line.strip_prefix("pub") {
        Some(rest) if rest.starts_with('(') => rest.split_once(')').map_or("", |(_, after)| after),
        Some(rest) => rest,
        None => line,
    };
    if bare.trim_start().starts_with("mod ") { bare } else { "" }
}

struct Reader<'a> {
    rest: &'a str,
    code: String,
    strings: Vec<(usize, String)>,
    line: usize,
}

impl Reader<'_> {
    /// Consumes one comment, literal or character.
    fn step(&mut self) {
        if self.rest.starts_with("//") {
            self.blank(self.rest.find('\n').unwrap_or(self.rest.len()));
        } else if self.rest.starts_with("/*") {
            self.blank(block_comment(self.rest));
        } else if let Some(hashes) = self.raw_start() {
            self.raw_string(hashes);
        } else if self.rest.starts_with('"') {
            self.plain_string();
        } else if let Some(length) = char_literal(self.rest) {
            self.blank(length);
        } else {
            self.copy(self.rest.chars().next().map_or(0, char::len_utf8));
        }
    }

    /// `r"`, `r#"` and the like: the number of hashes. Not the `r` that ends a longer word, except `br` and `cr`.
    fn raw_start(&self) -> Option<usize> {
        let after = self.rest.strip_prefix('r')?;
        let mut before = self.code.chars().rev();
        let letter = before.next().filter(|c| is_word(*c));
        if letter.is_some_and(|c| !"bc".contains(c) || before.next().is_some_and(is_word)) {
            return None;
        }
        let hashes = after.len() - after.trim_start_matches('#').len();
        after.get(hashes..)?.starts_with('"').then_some(hashes)
    }

    fn raw_string(&mut self, hashes: usize) {
        self.copy(1 + hashes + 1);
        let close = format!("\"{}", "#".repeat(hashes));
        let length = self.rest.find(&close).unwrap_or(self.rest.len());
        self.keep_string(length);
        self.copy(close.len().min(self.rest.len()));
    }

    fn plain_string(&mut self) {
        self.copy(1);
        let mut is_escaped = false;
        let end = self.rest.find(|c| {
            let is_end = c == '"' && !is_escaped;
            is_escaped = c == '\\' && !is_escaped;
            is_end
        });
        self.keep_string(end.unwrap_or(self.rest.len()));
        self.copy(1.min(self.rest.len()));
    }

    fn keep_string(&mut self, length: usize) {
        let text = self.rest.get(..length).unwrap_or("").to_owned();
        self.strings.push((self.line, text));
        self.blank(length);
    }

    fn copy(&mut self, length: usize) {
        self.consume(length, false);
    }

    fn blank(&mut self, length: usize) {
        self.consume(length, true);
    }

    fn consume(&mut self, length: usize, is_blanked: bool) {
        let Some((taken, rest)) = self.rest.split_at_checked(length) else {
            self.rest = "";
            return;
        };
        for c in taken.chars() {
            self.code.push(if is_blanked && c != '\n' { ' ' } else { c });
            self.line += usize::from(c == '\n');
        }
        self.rest = rest;
    }
}

/// Whether a character may stand inside a Rust name.
pub(crate) fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Length of a block comment, which may hold others.
fn block_comment(text: &str) -> usize {
    let (mut depth, mut at) = (0_usize, 0_usize);
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        if rest.starts_with("/*") {
            (depth, at) = (depth + 1, at + 2);
        } else if rest.starts_with("*/") {
            (depth, at) = (depth.saturating_sub(1), at + 2);
            if depth == 0 {
                return at;
            }
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    text.len()
}

/// Length of a character literal; none for a lifetime.
fn char_literal(text: &str) -> Option<usize> {
    let inside = text.strip_prefix('\'')?;
    let first = inside.chars().next()?;
    if first == '\\' {
        let after = inside.get(2..)?;
        return after.find('\'').map(|at| at + 4);
    }
    let length = first.len_utf8();
    inside.get(length..)?.starts_with('\'').then_some(length + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strings(text: &str) -> Vec<(usize, String)> {
        Source::read(text).strings
    }

    #[test]
    fn strings_are_found_with_their_line() {
        let found = strings("let a = \"one\";\n/* \"no\" /* nested */ */\nlet b = r#\"two \" more\"#; // \"no\"\n");
        assert_eq!(found, [(1, "one".to_owned()), (3, "two \" more".to_owned())]);
    }

    #[test]
    fn escapes_characters_and_lifetimes_do_not_confuse() {
        assert_eq!(strings(r#"'"' 'a "x\"y" '\'' "z" '\u{41}'"#).len(), 2);
        assert_eq!(strings("for_r\"x\" br\"y\\\" \"z\"").len(), 3);
        assert_eq!(strings("\"open").len(), 1);
    }

    #[test]
    fn code_keeps_its_lines_and_loses_its_prose() {
        let source = Source::read("let x = \"todo!()\"; // todo!()\n#[cfg(test)]\nmod tests {}\n");
        assert_eq!(source.code.lines().count(), 3);
        assert!(!source.code.contains("todo"));
        assert_eq!(source.tests_from(), 2);
    }

    #[test]
    fn file_modules_are_listed_and_inline_ones_are_not() {
        let source = Source::read("mod a;\npub mod b;\npub(crate) mod c ;\nmod d {}\n// mod e;\nlet modern = 1;\n");
        assert_eq!(source.modules().collect::<Vec<_>>(), ["a", "b", "c"]);
    }
}
