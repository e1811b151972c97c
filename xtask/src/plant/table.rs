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

/// All of them; first come those of sync.md 3.4 that today's protocol can have.
pub(super) const PLANTS: &[Plant] = &[
    Plant {
        name: "pages-without-staging",
        file: "device/src/sync/apply.rs",
        is: "            self.round.unfinished = true;\n            return bases::set_cursor(self.db, &cur);",
        becomes: "            self.round.unfinished = true;\n            settle(self.db, &mut cur, page.wm)?;\n            return bases::set_cursor(self.db, &cur);",
    },
    Plant {
        name: "pruned-on-acknowledgement",
        file: "device/src/segment/prune.rs",
        is: "    let to = durable.min(included.unwrap_or(durable));",
        becomes: "    let to = included.unwrap_or(durable);",
    },
    Plant {
        name: "rejected-blocks-the-queue",
        file: "core/src/sync/intake/mod.rs",
        is: "    (chain.wm, chain.hash) = (seg.seq, hash);",
        becomes: "    if !outcomes.iter().any(|code| code.starts_with(\"rejected\")) {\n        (chain.wm, chain.hash) = (seg.seq, hash);\n    }",
    },
    Plant {
        name: "newest-without-dots",
        file: "core/src/row/fold/field.rs",
        is: "    let unseen = dot.filter(|dot| Some(*dot) != change.base);",
        becomes: "    let unseen: Option<Dot> = None;",
    },
    Plant {
        name: "clock-uncorrected",
        file: "core/src/sync/clock.rs",
        is: "    by_mono.unwrap_or_else(by_wall).max(times.seen).min(times.now)",
        becomes: "    let _ = (by_mono, by_wall, times);\n    stamp.wall",
    },
    Plant {
        name: "revoked-is-applied",
        file: "core/src/sync/intake/judge.rs",
        is: "        State::Revoked => Some(\"revoked\"),",
        becomes: "        State::Revoked => None,",
    },
    Plant {
        name: "draining-stops-after-the-wipe",
        file: "device/src/sync/apply.rs",
        is: "    life::note(&tx, &head, wm)?;",
        becomes: "    if !round.is_wiped {\n        life::note(&tx, &head, wm)?;\n    }",
    },
    Plant {
        name: "restore-is-not-noticed",
        file: "core/src/sync/cursor.rs",
        is: "cur.epoch != epoch || cur.seq > stream.head",
        becomes: "cur.seq > stream.head",
    },
    Plant {
        name: "view-is-not-rebuilt",
        file: "device/src/sync/apply.rs",
        is: "    row::rebuild::rows(&tx, &touched)?;\n",
        becomes: "    let _ = touched;\n",
    },
    Plant {
        name: "base-claims-unsent-work",
        file: "device/src/base/settle.rs",
        is: "    cur.bwm = wm;",
        becomes: "    cur.bwm = segment::store::head(db)?.0;",
    },
    Plant {
        name: "row-measured-by-another-stream",
        file: "device/src/row/rebuild.rs",
        is: "included.get(&op.stream)",
        becomes: "included.get(pesiar_core::sync::stream::CONFIG)",
    },
    Plant {
        name: "rejected-work-stays-in-view",
        file: "device/src/sync/apply.rs",
        is: "cur.bwm.min(page.wm)",
        becomes: "page.wm",
    },
    Plant {
        name: "page-skips-a-row",
        file: "server/src/stream/store.rs",
        is: "WHERE stream = ?1 AND seq > ?2 ORDER BY seq LIMIT ?3",
        becomes: "WHERE stream = ?1 AND seq > ?2 + (?2 % 7 = 6) ORDER BY seq LIMIT ?3",
    },
    Plant {
        name: "gap-is-recorded",
        file: "core/src/sync/intake/mod.rs",
        is: "        } else if seg.seq == chain.wm + 1 {",
        becomes: "        } else if seg.seq > chain.wm {",
    },
    Plant {
        name: "foreign-village-is-read",
        file: "server/src/sync/page.rs",
        is: "parsed.cursors.iter().filter(|cur| given.contains(&cur.s))",
        becomes: "parsed.cursors.iter().filter(|_| !given.is_empty())",
    },
    Plant {
        name: "echo-though-somebody-else-wrote",
        file: "core/src/sync/cursor.rs",
        is: "self.dev == dev && self.other <= base",
        becomes: "self.dev == dev && base >= 0",
    },
    Plant {
        name: "echo-of-what-was-merged",
        file: "core/src/sync/intake/judge.rs",
        is: "folded.outcome == Outcome::Applied && !matches!",
        becomes: "!matches!",
    },
    Plant {
        name: "outcome-forgotten-with-the-answer",
        file: "device/src/sync/request.rs",
        is: "cursors.iter().map(|cur| cur.bwm).min().unwrap_or(0).min(wm)",
        becomes: "segment::store::head(&device.db)?.0",
    },
    Plant {
        name: "outcomes-starve-pages",
        file: "server/src/sync/page.rs",
        is: "(writer.len() as u64).saturating_add(parsed.hello.max_down);",
        becomes: "parsed.hello.max_down;",
    },
    Plant {
        name: "tail-completes-a-snapshot",
        file: "device/src/sync/apply.rs",
        is: "        if is_snapshot != cur.is_snapshot() && page.head != Some(0) {",
        becomes: "        if is_snapshot && !cur.is_snapshot() && page.head == Some(-1) {",
    },
];
