//! The world a template is set in: our templates, our typeface, one JSON document. No files, no network, no clock.

use std::sync::LazyLock;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

/// Arimo: the measures of Arial, which Indonesian offices write letters in (docs/data-sources.md).
const FONTS: [&[u8]; 2] =
    [include_bytes!("../../fonts/Arimo-Regular.ttf"), include_bytes!("../../fonts/Arimo-Bold.ttf")];

/// Every template by path; a template may import only these.
const TEMPLATES: [(&str, &str); 3] = [
    ("/paper.typ", include_str!("../../templates/paper.typ")),
    ("/l01.typ", include_str!("../../templates/l01.typ")),
    ("/l05.typ", include_str!("../../templates/l05.typ")),
];

/// Where a template reads its figures: as data, so that nothing anybody typed can become markup.
const DATA: &str = "/data.json";

/// What never changes between two printings.
struct Press {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    sources: Vec<Source>,
    data: Option<FileId>,
}

static PRESS: LazyLock<Press> = LazyLock::new(|| {
    let fonts: Vec<Font> = FONTS.into_iter().filter_map(|bytes| Font::new(Bytes::new(bytes), 0)).collect();
    let source = |(path, text): (&str, &str)| Some(Source::new(file(path)?, text.to_owned()));
    Press {
        library: LazyHash::new(Library::default()),
        book: LazyHash::new(FontBook::from_fonts(&fonts)),
        fonts,
        sources: TEMPLATES.into_iter().filter_map(source).collect(),
        data: file(DATA),
    }
});

fn file(path: &str) -> Option<FileId> {
    Some(RootedPath::new(VirtualRoot::Project, VirtualPath::new(path).ok()?).intern())
}

/// One template with its data.
pub(super) struct Desk {
    main: FileId,
    data: Bytes,
}

impl Desk {
    /// None if there is no such template: a bug.
    pub(super) fn new(template: &str, data: Vec<u8>) -> Option<Self> {
        Some(Self { main: file(template)?, data: Bytes::new(data) })
    }
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &PRESS.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &PRESS.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        PRESS.sources.iter().find(|source| source.id() == id).cloned().ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if PRESS.data == Some(id) { Ok(self.data.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        PRESS.fonts.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
