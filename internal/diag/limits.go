package diag

import "qeval/internal/budget"

// MaxAlike is how many diagnostics of one code a list has of one file: twice as many as
// an annotated copy marks.
const MaxAlike = 10_000

// LimitAlike is that as a limit.
var LimitAlike = budget.New(MaxAlike, "一个文件中同一代码的问题数", "problems of one code in a file")
