//! The real window: the built app on a virtual screen, driven as a person would.
//! Needs the debug binaries `pesiar` (with `ui/dist` embedded) and `pesiar-field`; `make e2e` builds them first.

mod desk;
mod first;
mod gallery;
mod judge;
mod keyboard;
mod killed;
mod road;
mod village;
mod window;
