import Sluice

await Sluice.main(kinds)
