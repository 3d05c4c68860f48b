// What stands in for Apple's SwiftUI on Linux: just the declarations that are used, as they are documented, so that the views
// are compiled; and a small engine (`Player`) that evaluates them, keeps their state and lets a test read and press what
// a person would. It lays nothing out and draws nothing. It is part of no product.
@_exported import Foundation
@_exported import UIKit
