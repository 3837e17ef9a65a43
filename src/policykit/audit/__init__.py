"""Many schools' documents -> a workbook, letters, and a store that the next round is compared with."""
