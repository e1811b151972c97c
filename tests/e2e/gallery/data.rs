//! What the gallery shows: a practice village, and files in Unduhan, one of them with a name that is no name.

use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::e2e::window::built;

pub(super) const SECRET: &str = "kopi sawah pagi jernih";
/// As the app writes names, in capitals.
pub(super) const STRANGE: &str = "<IMG SRC=X ONERROR=ALERT(1)>";
/// The number of that person, as it is shown on demand.
pub(super) const STRANGE_NIK: &str = "1799 9901 0190 0099";

const VILLAGE: &[&str] = &["practice", "--families", "300", "--seed", "7"];

const REGISTER: &str = "\
dusun,rw,rt,nama,no_kk,nik,sex,tempatlahir,tanggallahir,kk_level,alamat
Air Umpama,002,004,\"<img src=x onerror=alert(1)>\",1799990101200099,1799990101900099,Laki-laki,Contoh,01-01-1990,KEPALA KELUARGA,Jalan Contoh No. 1
Air Umpama,002,004,ANAK SALAH NIK,1799990101200099,1799990101,Perempuan,Contoh,01-01-2015,ANAK,Jalan Contoh No. 1
";

/// Neither its kind nor its day is written above it, so the app has to ask.
const MEMBERS: &str = "\
NO,NIK,NO KARTU,NAMA PESERTA,TANGGAL LAHIR,JK,STATUS,SEGMEN
1,1799990101900099,,\"<img src=x onerror=alert(1)>\",01-01-1990,L,TIDAK TERDAFTAR,
";

/// The home of whoever works on this laptop.
pub(super) struct Home {
    folder: TempDir,
}

impl Home {
    pub(super) fn empty() -> Self {
        Self { folder: tempfile::tempdir().expect("a folder") }
    }

    /// With a practice village, and four files that can be imported.
    pub(super) fn with_village() -> Self {
        let home = Self::empty();
        let downloads = home.folder().join("Downloads");
        std::fs::create_dir(&downloads).expect("a folder");
        let path = |name: &str| downloads.join(name).into_os_string().into_string().expect("a path in UTF-8");
        home.field(&[]);
        home.field(&["--workbook", &path("desa.xlsx")]);
        home.field(&["--bpjs", &path("bpjs.xlsx")]);
        std::fs::write(downloads.join("keluarga-baru.csv"), REGISTER).expect("a file");
        std::fs::write(downloads.join("daftar-sasaran.csv"), MEMBERS).expect("a file");
        home
    }

    pub(super) fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub(super) fn profile(&self) -> PathBuf {
        self.folder().join("profile")
    }

    /// What is written in the only file of this kind that the app has saved.
    pub(super) fn saved(&self, kind: &str) -> String {
        let mut folders = vec![self.folder().join("Documents")];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(&folder).expect("a folder of the app") {
                let path = entry.expect("an entry").path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|extension| extension == kind) {
                    return std::fs::read_to_string(&path).expect("its text");
                }
            }
        }
        panic!("nothing of kind {kind} was saved");
    }

    fn field(&self, more: &[&str]) {
        let made = Command::new(built("pesiar-field"))
            .arg("--profile")
            .arg(self.profile())
            .args(VILLAGE)
            .args(more)
            .env("PESIAR_SECRET", SECRET)
            .output()
            .expect("pesiar-field runs");
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    }
}
