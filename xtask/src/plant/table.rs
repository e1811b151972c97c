//! The planted bugs: one exact replacement each, so that the simulator can be seen to notice.

/// A deliberate bug.
pub(super) struct Plant {
    /// Name on the command line.
    pub(super) name: &'static str,
    /// The file that gets it.
    pub(super) file: &'static str,
    /// What stands there, exactly once.
    pub(super) is: &'static str,
    /// What stands there instead.
    pub(super) becomes: &'static str,
}

/// All of them; the first six are those of sync.md 3.4 that today's protocol can have.
pub(super) const PLANTS: &[Plant] = &[
    Plant {
        name: "pages-without-staging",
        file: "device/src/sync/apply.rs",
        is: "        round.unfinished.insert(page.s);\n        return Ok(());",
        becomes: "        touched.extend(store::merge_inbox(db, &page.s, false)?);\n        round.unfinished.insert(page.s);\n        return Ok(());",
    },
    Plant {
        name: "rejected-blocks-the-queue",
        file: "server/src/sync/apply.rs",
        is: "    batch.record((seg.dev, seg.seq, &seg.body), (hash, seg.sig), (&outcomes, t_cmp))?;",
        becomes: "    if outcomes.iter().any(|code| code.starts_with(\"rejected\")) {\n        return Ok(outcomes);\n    }\n    batch.record((seg.dev, seg.seq, &seg.body), (hash, seg.sig), (&outcomes, t_cmp))?;",
    },
    Plant {
        name: "newest-without-dots",
        file: "core/src/row/fold.rs",
        is: "    let unseen = dot.filter(|dot| Some(*dot) != change.base);",
        becomes: "    let unseen: Option<Dot> = None;",
    },
    Plant {
        name: "clock-uncorrected",
        file: "server/src/sync/apply.rs",
        is: "        body.t.wall.saturating_add(self.offset_ms).min(self.now_ms)",
        becomes: "        body.t.wall",
    },
    Plant {
        name: "revoked-is-applied",
        file: "server/src/sync/apply.rs",
        is: "    if device.state != \"active\" {",
        becomes: "    if device.state == \"nothing\" {",
    },
    Plant {
        name: "restore-is-not-noticed",
        file: "server/src/sync/page.rs",
        is: "    if cur.epoch != 0 && cur.epoch != facts.epoch || cur.seq > stream.head {",
        becomes: "    if cur.seq > stream.head {",
    },
    Plant {
        name: "view-after-the-commit",
        file: "device/src/sync/apply.rs",
        is: "    row::rebuild::rows(&tx, &touched)?;\n    tx.commit()?;",
        becomes: "    tx.commit()?;\n    row::rebuild::rows(&device.db, &touched)?;",
    },
    Plant {
        name: "base-claims-unsent-work",
        file: "device/src/sync/apply.rs",
        is: "    store::settle(db, &page.s, page.wm, ck)?;",
        becomes: "    store::settle(db, &page.s, segment::store::head(db)?.0, ck)?;",
    },
    Plant {
        name: "row-measured-by-another-stream",
        file: "device/src/row/rebuild.rs",
        is: "base_speaks_up_to(db, &op.stream, &mut bwm)?",
        becomes: "base_speaks_up_to(db, pesiar_core::sync::stream::CONFIG, &mut bwm)?",
    },
    Plant {
        name: "rejected-work-stays-in-view",
        file: "device/src/sync/apply.rs",
        is: "store::bwm(db, &page.s)?.min(page.wm)",
        becomes: "page.wm",
    },
    Plant {
        name: "restart-keeps-the-inbox",
        file: "device/src/sync/apply.rs",
        is: "        store::clear_inbox(db, &page.s)?;\n        (cur.epoch, cur.seq, cur.h0) = (page.epoch, 0, 0);",
        becomes: "        (cur.epoch, cur.seq, cur.h0) = (page.epoch, 0, 0);",
    },
    Plant {
        name: "page-skips-a-row",
        file: "server/src/row/store.rs",
        is: "WHERE stream = ?1 AND seq > ?2 ORDER BY seq LIMIT ?3",
        becomes: "WHERE stream = ?1 AND seq > ?2 + (?2 % 7 = 6) ORDER BY seq LIMIT ?3",
    },
    Plant {
        name: "gap-is-recorded",
        file: "server/src/sync/apply.rs",
        is: "        } else if seg.seq == device.wm + 1 {",
        becomes: "        } else if seg.seq > device.wm {",
    },
    Plant {
        name: "foreign-village-is-written",
        file: "server/src/sync/apply.rs",
        is: "!author.villages.iter().any(|own| own == village) || op.stream",
        becomes: "op.stream",
    },
    Plant {
        name: "foreign-village-is-read",
        file: "server/src/sync/page.rs",
        is: "    for cur in cursors.iter().filter(|cur| given.contains(&cur.s)) {",
        becomes: "    for cur in cursors.iter().filter(|cur| !given.is_empty() && !cur.s.is_empty()) {",
    },
];
