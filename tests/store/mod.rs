//! One contract for both databases: whatever holds on SQLite holds on PostgreSQL.

mod contract;
mod crowd;
mod province;

use pesiar_server::data::{Data, random};
use pesiar_server::db::postgres::Postgres;
use pesiar_server::db::sqlite::Sqlite;
use pesiar_server::db::store::meta;
use pesiar_server::db::{Db, Tx};
use pesiar_server::error::Result;

use crate::world::World;
use crate::world::cluster::cluster;

/// An empty database of either kind.
struct Store {
    db: Db,
    /// The kind, for messages.
    kind: &'static str,
    /// How another process of the server would open it.
    url: Option<String>,
    _world: World,
}

impl Store {
    fn sqlite() -> Self {
        let world = World::new("store");
        let db = Db::Sqlite(Sqlite::open(&world.path("pesiar-server.db"), random().into()).unwrap());
        Self { db, kind: "sqlite", url: None, _world: world }
    }

    fn postgres() -> Self {
        let url = cluster().database();
        let db = Db::Postgres(Postgres::open(&url).unwrap());
        Self { db, kind: "postgres", url: Some(url), _world: World::new("store") }
    }

    /// As another process of the server sees it, if this kind is made for more than one.
    fn other(&self) -> Option<Db> {
        self.url.as_ref().map(|url| Db::Postgres(Postgres::open(url).unwrap()))
    }

    fn is_postgres(&self) -> bool {
        self.url.is_some()
    }

    fn meta(&self, key: &str) -> Option<String> {
        self.db.read(|tx| meta(tx, key)).unwrap()
    }
}

/// Both kinds, empty.
fn both() -> [Store; 2] {
    [Store::sqlite(), Store::postgres()]
}

/// Something to write.
fn put(tx: &dyn Tx, key: &str, value: &str) -> Result<()> {
    pesiar_server::db::store::set_meta(tx, key, value)
}

/// A folder that names no database.
fn folder(world: &World) -> Data {
    Data::new(&world.path("province"), None)
}
