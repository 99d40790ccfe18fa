"""What goes out: feedback pages, tables of grades, the cohort's dashboard. Reads results, changes none."""
