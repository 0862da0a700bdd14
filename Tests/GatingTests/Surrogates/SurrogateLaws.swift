import Catalog
import Gating
import SluiceTesting
import Testing

/// The laws over the catalog's backward rules.
@Suite struct SurrogateLaws {
  @Test(arguments: SurrogateCatalog().kinds)
  func laws(_ kind: String) throws { try Laws.check(surrogate: type(of: SurrogateCatalog().make(kind))) }
}
