import Sluice

await Sluice.main(kinds, sections: sections)
