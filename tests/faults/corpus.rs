//! Whatever fuzzing kept is read again by the same decoders, without a fuzzer: `fuzz/corpus`, a folder a decoder.

#[expect(unreachable_pub, reason = "the fuzz targets are other crates")]
#[path = "../../fuzz/src/decode.rs"]
mod decode;

use std::path::Path;

use pesiar_device::exchange::workbook;

type Decoder = (&'static str, fn(&[u8]));

#[test]
fn every_input_that_fuzzing_kept_is_still_read_or_refused_without_a_panic() {
    let decoders: [Decoder; 8] = [
        ("frames", decode::frames),
        ("segment", decode::segment),
        ("page", decode::page),
        ("enrolment", decode::enrolment),
        ("workbook", decode::workbook),
        ("spreadsheet", decode::spreadsheet),
        ("text_table", decode::text_table),
        ("vault", decode::vault),
    ];
    let corpora = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz/corpus");
    let folders = std::fs::read_dir(&corpora).expect("the corpora").count();
    assert_eq!(folders, decoders.len(), "a corpus that nobody reads");
    for (name, decode) in decoders {
        let kept: Vec<_> = std::fs::read_dir(corpora.join(name)).expect("a corpus").collect();
        assert!(!kept.is_empty(), "{name} is empty");
        for input in kept {
            decode(&std::fs::read(input.expect("an input").path()).expect("bytes"));
        }
    }
}

#[test]
fn the_archive_made_for_the_fuzzer_is_one_that_the_app_opens() {
    let typed = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz/corpus/spreadsheet/typed");
    let book = decode::archived(&std::fs::read(typed).expect("the input"));
    let sheets = workbook::open_bytes(&book).expect("a workbook");
    assert_eq!((sheets.len(), sheets[0].rows.len()), (1, 2), "else chance never gets behind the archive: {sheets:?}");
}
