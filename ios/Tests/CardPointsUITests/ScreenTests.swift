import Testing

@testable import CardPointsUI
