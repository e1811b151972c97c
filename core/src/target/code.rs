//! Lists about targets: the category of a person, and the filters of the list.

use crate::text_list;

text_list! {
    /// What keeps a person from an active card (`domain.md` 8.5).
    pub enum Category {
        Unregistered = "BELUM_JKN" "Belum terdaftar",
        Arrears = "NONAKTIF_TUNGGAKAN" "Nonaktif - menunggak",
        PbiRemoved = "NONAKTIF_PBI" "Nonaktif - PBI dihapus",
        PemdaRemoved = "NONAKTIF_PEMDA" "Nonaktif - dikeluarkan dari Pemda",
        LaidOff = "NONAKTIF_PHK" "Nonaktif - PHK",
        InactiveOther = "NONAKTIF_LAIN" "Nonaktif - sebab lain",
        Newborn = "BAYI_BARU" "Bayi baru lahir",
        Unchecked = "VERIFIKASI_DATA" "Perlu dicek",
    }
}

text_list! {
    /// Whom the list of targets shows.
    pub enum Filter {
        Targets = "all" "Semua sasaran",
        Unregistered = "unregistered" "Belum terdaftar",
        Inactive = "inactive" "Nonaktif",
        Unchecked = "unknown" "Belum dicek",
        RegisteredGap = "registered" "Menuju target terdaftar",
        ActiveGap = "active" "Menuju target aktif",
    }
}
