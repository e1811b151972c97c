//! Which profile folder to open: the command line, then the environment, then the platform's own place.

use std::ffi::OsString;
use std::path::PathBuf;

/// The folder named by `--profile DIR` or `--profile=DIR`, else by the environment, else the fallback.
pub(crate) fn chosen(
    arguments: impl IntoIterator<Item = OsString>,
    environment: Option<OsString>,
    fallback: PathBuf,
) -> PathBuf {
    named(arguments).or(environment).filter(|folder| !folder.is_empty()).map_or(fallback, PathBuf::from)
}

fn named(arguments: impl IntoIterator<Item = OsString>) -> Option<OsString> {
    let mut arguments = arguments.into_iter().skip(1);
    while let Some(argument) = arguments.next() {
        if argument == "--profile" {
            return arguments.next();
        }
        if let Some(folder) = argument.to_str().and_then(|text| text.strip_prefix("--profile=")) {
            return Some(folder.into());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(arguments: &[&str], environment: Option<&str>, expected: &str) {
        let arguments = ["pesiar"].iter().chain(arguments).map(OsString::from);
        let folder = chosen(arguments, environment.map(OsString::from), PathBuf::from("own"));
        assert_eq!(folder, PathBuf::from(expected));
    }

    #[test]
    fn the_command_line_wins_over_the_environment_and_that_over_the_platform() {
        check(&["--profile", "here"], Some("there"), "here");
        check(&["--profile=here"], None, "here");
        check(&[], Some("there"), "there");
        check(&[], None, "own");
    }

    #[test]
    fn an_empty_name_is_no_name() {
        check(&["--profile="], None, "own");
        check(&["--profile"], Some(""), "own");
    }
}
