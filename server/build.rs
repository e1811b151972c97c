//! Lists the built pages of the province, so that they are inside the one binary.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// Where `npm run build` puts them.
const BUILT: &str = "../ui/dist-console";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let built = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join(BUILT);
    println!("cargo:rerun-if-changed={}", built.display());
    if !built.join("console.html").exists() {
        return Err("ui/dist-console is missing: the province's pages are embedded, so run `make ui` first".into());
    }
    let mut list = String::from("&[\n");
    for file in files(&built)? {
        let name = file.strip_prefix(&built)?.to_str().ok_or("a page whose name is not UTF-8")?.replace('\\', "/");
        writeln!(list, "    ({name:?}, include_bytes!({file:?})),")?;
    }
    list.push_str("]\n");
    fs::write(Path::new(&env::var("OUT_DIR")?).join("console.rs"), list)?;
    Ok(())
}

fn files(folder: &Path) -> Result<Vec<PathBuf>, std::io::Error> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            all.extend(files(&path)?);
        } else {
            all.push(path);
        }
    }
    all.sort();
    Ok(all)
}
