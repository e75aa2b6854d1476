package workbook

// Oracle is the reader by excelize, for tests that make their files by packages
// which import this one.
var Oracle = oracle
