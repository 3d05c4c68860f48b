// Replaces Apple's SwiftUI on Linux: only the declarations that are used, as Apple documents them, so that the views compile; and a
// `ViewHost`, which evaluates views, keeps their state and lets tests read and tap what a person would. It does no layout or
// drawing, and is part of no product.
@_exported import Foundation
@_exported import UIKit
